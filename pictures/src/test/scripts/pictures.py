"""Writes one small picture in every kind of file (Pillow 9.4.0, Debian's python3-pil), and what Pillow reads from it.

python3 pictures.py ../resources/lucida/pictures

Lossless files all hold picture() or its grey; NAME.rgb.png beside a lossy file is what Pillow decodes from it.
"""
import io
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageDraw

OUT = sys.argv[1] + "/"
W, H = 45, 31


def picture():
    """Smooth gradients, a red disc, a blue square: no two edges, corners or channels alike."""
    y, x = np.mgrid[0:H, 0:W]
    image = Image.fromarray(np.stack([x * 5, y * 8, (x + y) * 3], -1).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 5, 18, 17), fill=(230, 40, 30))
    draw.rectangle((28, 18, 40, 27), fill=(20, 60, 200))
    return image


def save(name, image, **how):
    image.save(OUT + name, **how)


def lossy(name, image, **how):
    save(name, image, **how)
    save(name + ".rgb.png", Image.open(OUT + name).convert("RGB"))


def png(name, bits, colour, rows, chunks=(), interlaced=0):
    """A PNG file that Pillow cannot write. rows: unfiltered bytes of each row."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", W, H, bits, colour, 0, 0, interlaced)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    open(OUT + name, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunk(*c) for c in chunks) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


rgb = picture()
a = np.array(rgb)
grey = rgb.convert("L")
y, x = np.mgrid[0:H, 0:W]
alpha = Image.fromarray(((x * 11 + y * 7) % 256).astype(np.uint8))
rgba = rgb.copy()
rgba.putalpha(alpha)
la = Image.merge("LA", (grey, alpha))
few = rgb.quantize(13, dither=0)

save("rgb.png", rgb)
save("grey.png", grey)
save("rgba.png", rgba)
save("la.png", la)
save("few.png", few.convert("RGB"))
save("alpha.png", alpha)
save("palette8.png", few)
save("palette4.png", few, bits=4)
save("palette-transparent.png", few, transparency=3)
save("bilevel.png", rgb.convert("1"))
save("bilevel.rgb.png", rgb.convert("1").convert("RGB"))
save("rgb-key.png", rgb, transparency=(20, 60, 200))
save("grey-key.png", grey, transparency=100)

# 16 bits: v·257 is v exactly, ±128 rounds back to v
wobble = (x * 31 + y * 17) % 257 - 128
def sixteen(v):
    return np.clip(v.astype(int) * 257 + (wobble if v.ndim == 2 else wobble[..., None]), 0, 65535).astype(">u2")
png("rgb16.png", 16, 2, [row.tobytes() for row in sixteen(a)])
png("grey16.png", 16, 0, [row.tobytes() for row in sixteen(np.array(grey))])
png("rgba16.png", 16, 6, [row.tobytes() for row in sixteen(np.array(rgba))])
png("grey4.png", 4, 0, [bytes((int(r[k]) // 17) << 4 | (int(r[k + 1]) // 17 if k + 1 < W else 0) for k in range(0, W, 2)) for r in np.array(grey)])
save("grey4.rgb.png", Image.fromarray((np.array(grey) // 17 * 17).astype(np.uint8)).convert("RGB"))
adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
png("interlaced.png", 8, 2, [r.tobytes() for x0, y0, dx, dy in adam7 for r in a[y0::dy, x0::dx]], interlaced=1)

lossy("444.jpg", rgb, quality=93, subsampling=0)
lossy("420.jpg", rgb, quality=85)
lossy("progressive.jpg", rgb, quality=85, progressive=True)
lossy("grey.jpg", grey, quality=90)
lossy("cmyk.jpg", rgb.convert("CMYK"), quality=93)
# YCCK: the same kind of file with its first three components turned to YCbCr, and Adobe's mark set from 0 to 2
cmy = Image.fromarray(255 - a).convert("YCbCr")
k = Image.fromarray(((x + y) * 2).astype(np.uint8))
data = io.BytesIO()
Image.merge("CMYK", [Image.fromarray(255 - np.array(c)) for c in cmy.split()] + [k]).save(data, "JPEG", quality=93)
data = bytearray(data.getvalue())
mark = data.index(b"Adobe") + 11
assert data[mark] == 0
data[mark] = 2
open(OUT + "ycck.jpg", "wb").write(data)
save("ycck.jpg.rgb.png", Image.open(OUT + "ycck.jpg").convert("RGB"))


def linear_profile():
    """sRGB's primaries with straight curves: a colour profile that changes nearly every level if it is applied."""
    def xyz(*v):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(u * 65536)) for u in v)
    text = b"linear\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(">I", 0)
    tags = [(b"desc", description), (b"cprt", b"text\0\0\0\0none\0"), (b"wtpt", xyz(0.9642, 1, 0.8249)), (b"rXYZ", xyz(0.4361, 0.2225, 0.0139)),
            (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)), (b"bXYZ", xyz(0.1431, 0.0606, 0.7139)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, data, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        table += name + struct.pack(">II", at + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    head = struct.pack(">I4sI4s4s4s", at + len(data), bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ") + struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head += b"acsp" + bytes(28) + struct.pack(">3i", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return head + bytes(128 - len(head)) + table + data


linear = linear_profile()
lossy("profile.jpg", rgb, quality=85, icc_profile=linear)
save("profile.png", rgb, icc_profile=linear)

save("lossless.webp", rgb, lossless=True)
save("lossless-alpha.webp", rgba, lossless=True, exact=True)
lossy("lossy.webp", rgb, quality=90)
lossy("grey.webp", grey.convert("RGB"), quality=90)
save("profile.webp", rgb, lossless=True, icc_profile=linear)
save("animated.webp", few.convert("RGB"), lossless=True, save_all=True, append_images=[Image.new("RGB", (W, H), "green")])

save("gif.gif", few)
save("transparent.gif", few, transparency=3)
save("animated.gif", few, save_all=True, append_images=[Image.new("P", (W, H))])
# a frame at (3, 2) on a screen that is 5 wider and 4 higher
data = io.BytesIO()
few.save(data, "GIF")
data = bytearray(data.getvalue())
frame = data.index(b"\x2c\0\0\0\0" + struct.pack("<HH", W, H))
data[6:10] = struct.pack("<HH", W + 5, H + 4)
data[frame + 1:frame + 5] = struct.pack("<HH", 3, 2)
open(OUT + "placed.gif", "wb").write(data)

save("bmp24.bmp", rgb)
save("bmp8.bmp", few)

# the camera's eight orientations: the file holds the pixels turned, so that all are upright the same
def exif(number):
    e = Image.Exif()
    e[0x0112] = number
    return e.tobytes()
turned = {1: None, 2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM, 5: Image.TRANSPOSE, 6: Image.ROTATE_90,
          7: Image.TRANSVERSE, 8: Image.ROTATE_270}
for number, how in turned.items():
    stored = rgb if how is None else rgb.transpose(how)
    save("orientation%d.png" % number, stored, exif=exif(number))
    save("orientation%d.webp" % number, stored, lossless=True, exif=exif(number))
    save("orientation%d.jpg" % number, stored, quality=93, subsampling=0, exif=exif(number))
