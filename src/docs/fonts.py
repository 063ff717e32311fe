"""Cuts the signs that most formulas are made of out of KaTeX's fonts: cut.py Main-Regular.woff2 Math-Italic.woff2 folder"""
import sys
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

MAIN = "20-3F 4C 5B-5E 61-6A 7B-7E A0 B1 D7 2C6 3A3 2026 2032 2190 2202 2207 2212 2223 22C5"
MATH = "4C 50 54 61-6B 6E 72 74 76-7A 3B1 3B2 3B4 3B7 3BB 3BC"


def cut(path, ranges):
    font = TTFont(path)
    ends = [[int(end, 16) for end in part.split("-")] for part in ranges.split()]
    options = Options(hinting=False, layout_features=[], flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for e in ends for c in range(e[0], e[-1] + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def also(font, code, name):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


main, math = cut(sys.argv[1], MAIN), cut(sys.argv[2], MATH)
also(main, 0xB7, main.getBestCmap()[0x22C5])  # the dot of a product, as texts write it
# y with a hat, set as KaTeX sets an accent: moved by the letter's skew
pen, letter, hat = TTGlyphPen(None), DecomposingRecordingPen(math.getGlyphSet()), DecomposingRecordingPen(main.getGlyphSet())
math.getGlyphSet()[math.getBestCmap()[0x79]].draw(letter)
main.getGlyphSet()[main.getBestCmap()[0x5E]].draw(hat)
letter.replay(pen)
width = math["hmtx"][math.getBestCmap()[0x79]][0]
hat.replay(TransformPen(pen, (1, 0, 0, 1, (width - main["hmtx"][main.getBestCmap()[0x5E]][0]) / 2 + 56, 0)))
math.setGlyphOrder(math.getGlyphOrder() + ["yhat"])
math["glyf"]["yhat"] = pen.glyph()
math["hmtx"]["yhat"] = math["hmtx"][math.getBestCmap()[0x79]]
also(math, 0x177, "yhat")
main.save(sys.argv[3] + "/katex-main.woff2")
math.save(sys.argv[3] + "/katex-math.woff2")
