// A picture drawn by the server becomes pixels, and a file.

/** A canvas with the picture of an address, so many pixels a unit. Rejects if there is no picture. */
export async function canvasOf(href, scale) {
  const image = new Image();
  image.src = href;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth * scale, height: image.naturalHeight * scale });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Has the browser keep a canvas as a PNG. */
export async function saved(canvas, file) {
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
