"""Writes resize.csv: checksums of pictures resized by Pillow (9.4.0, Debian's python3-pil).

python3 resize.py > ../resources/lucida/pictures/resize.csv
"""
import zlib
import PIL
from PIL import Image

FILTERS = [("NEAREST", Image.NEAREST), ("BOX", Image.BOX), ("BILINEAR", Image.BILINEAR), ("BICUBIC", Image.BICUBIC)]

SIZES = [
    # from, to: tiny, one-dimensional, whole and broken ratios, both directions, mixed directions, equal
    (1, 1, 1, 1), (1, 1, 5, 7), (5, 7, 1, 1), (1, 40, 3, 20), (40, 1, 20, 3), (2, 2, 3, 3), (3, 3, 2, 2), (13, 17, 13, 17),
    (32, 32, 32, 32), (32, 32, 64, 64), (64, 64, 32, 32), (64, 64, 31, 33), (10, 10, 3, 3), (9, 9, 6, 6), (6, 6, 9, 9), (7, 7, 224, 224),
    (14, 14, 224, 224), (224, 224, 14, 14), (100, 75, 75, 100), (75, 100, 100, 75), (97, 89, 41, 211), (89, 97, 211, 41), (31, 200, 30, 199),
    (200, 31, 199, 30), (150, 100, 384, 256), (100, 150, 256, 384), (500, 375, 341, 256), (375, 500, 256, 341), (500, 333, 384, 256),
    (224, 224, 256, 256), (256, 256, 224, 224), (425, 280, 388, 256), (640, 480, 341, 256), (300, 300, 299, 299), (299, 299, 300, 300),
    (8, 1000, 4, 17), (1000, 8, 17, 4), (17, 4, 600, 8), (3, 5, 300, 500), (255, 127, 128, 254), (127, 255, 33, 11), (50, 50, 49, 51),
    (111, 37, 37, 111), (12, 12, 5, 5), (21, 21, 14, 14), (15, 25, 6, 10), (33, 44, 24, 32), (48, 36, 64, 27),
]


def noise(width, height, seed):
    """Samples 0..255 from a linear congruential generator, lowered in every other block of 8 so that there are edges."""
    state, samples = seed, bytearray()
    for k in range(3 * width * height):
        state = (1664525 * state + 1013904223) % 2**32
        x, y = k // 3 % width, k // 3 // width
        samples.append(state >> (24 if (x // 8 + y // 8) % 2 == 0 else 27))
    return Image.frombytes("RGB", (width, height), bytes(samples))


if __name__ == "__main__":
    print("# Pillow", PIL.__version__)
    print("# filter, width, height, resized width, resized height, CRC-32 of its RGB bytes; the picture's seed is its line's number, counted from 1")
    line = 0
    for name, filter in FILTERS:
        for w, h, to_w, to_h in SIZES:
            line += 1
            resized = noise(w, h, line).resize((to_w, to_h), filter)
            print(name, w, h, to_w, to_h, "%08x" % zlib.crc32(resized.tobytes()), sep=",")
