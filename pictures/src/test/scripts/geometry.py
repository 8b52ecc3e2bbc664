"""Writes geometry.csv: checksums of pictures that torchvision has resized and cropped (0.14.1 on Pillow 9.4.0, Debian's python3-torchvision).

python3 geometry.py > ../resources/lucida/pictures/geometry.csv
"""
import zlib
import PIL
import torchvision
from torchvision import transforms
from resize import noise

CASES = [(256, 224), (32, 32), (64, 57), (63, 56), (40, 31)]  # short side, crop: differences even and odd, none
SIZES = [(224, 224), (256, 256), (500, 375), (375, 500), (425, 280), (280, 425), (299, 300), (300, 299), (257, 511), (33, 32), (32, 33),
         (1000, 30), (30, 1000), (77, 101), (101, 77), (640, 427)]

print("# torchvision", torchvision.__version__, "Pillow", PIL.__version__)
print("# short side, crop, width, height, CRC-32 of the cropped RGB bytes; the picture's seed is its line's number, counted from 1")
line = 0
for side, crop in CASES:
    transform = transforms.Compose([transforms.Resize(side), transforms.CenterCrop(crop)])
    for w, h in SIZES:
        line += 1
        print(side, crop, w, h, "%08x" % zlib.crc32(transform(noise(w, h, line)).tobytes()), sep=",")
