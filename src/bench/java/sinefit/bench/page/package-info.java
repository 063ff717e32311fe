/** What the page costs in a real Chromium: bytes, first frame, main-thread work, dragging. */
package sinefit.bench.page;
