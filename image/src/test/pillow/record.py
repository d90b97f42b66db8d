"""Records what Pillow makes of generated pictures, for the tests of module image.

    python record.py            # with Pillow 12 and numpy; writes ../resources/dev/glimpse/image

resize.txt and resize.bin: one line a case (name, picture, size, filter, fit, offset of its bytes).
formats/: small files in every format we read, each with the pixels Pillow sees in it (NAME.raw: upright, alpha over
white; gray stays gray). formats.txt: one line a file (name, height, width, channels, tolerance).
"""

import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = os.path.join(os.path.dirname(__file__), "../resources/dev/glimpse/image")
FORMATS = os.path.join(OUT, "formats")
os.makedirs(FORMATS, exist_ok=True)


def pattern(height, width, channels):
    """The same numbers as Patterns.java."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    smooth = (x * 5 + y * 3 + c * 40) % 256
    noise = (x * x * 31 + y * y * 17 + x * y * 7 + c * 101) * 2654435761 % 4294967296 >> 24
    disc = (x - width // 2) ** 2 + (y - height // 3) ** 2 < (min(height, width) // 4) ** 2
    values = np.where(disc, 250 - 60 * c, np.where((x // 9 + y // 7) % 3 == 0, noise, smooth))
    return values.astype(np.uint8)


def image(array):
    return Image.fromarray(array[:, :, 0] if array.shape[2] == 1 else array)


def pixels(img):
    a = np.asarray(img)
    return a.tobytes()


FILTERS = {
    "NEAREST": Image.Resampling.NEAREST,
    "BOX": Image.Resampling.BOX,
    "BILINEAR": Image.Resampling.BILINEAR,
    "BICUBIC": Image.Resampling.BICUBIC,
    "LANCZOS": Image.Resampling.LANCZOS,
}


def resized(img, height, width, filter, fit):
    if fit == "SQUASH":
        return img.resize((width, height), filter)
    if fit == "CENTER_CROP":
        return ImageOps.fit(img, (width, height), filter)
    return ImageOps.pad(img, (width, height), filter, color=(10, 200, 30) if img.mode == "RGB" else 124)


def record_resize():
    cases = []
    data = b""
    sources = [(47, 61, 3), (75, 100, 3), (53, 40, 1), (375, 500, 3), (6, 5, 3)]
    sizes = {
        (47, 61, 3): [(20, 30), (47, 24), (13, 61), (60, 70)],
        (75, 100, 3): [(33, 33), (50, 37)],
        (53, 40, 1): [(28, 28), (64, 50)],
        (375, 500, 3): [(32, 32)],
        (6, 5, 3): [(17, 23)],
    }
    for source in sources:
        img = image(pattern(*source))
        for height, width in sizes[source]:
            for name, filter in FILTERS.items():
                for fit in ("SQUASH", "CENTER_CROP", "LETTERBOX"):
                    if fit != "SQUASH" and (name == "BOX" or (height, width) == (60, 70)):
                        continue
                    raw = pixels(resized(img, height, width, filter, fit))
                    cases.append(f"{source[0]} {source[1]} {source[2]} {height} {width} {name} {fit} {len(data)}")
                    data += raw
    with open(os.path.join(OUT, "resize.txt"), "w") as f:
        f.write("\n".join(cases) + "\n")
    with open(os.path.join(OUT, "resize.bin.gz"), "wb") as f:
        f.write(zlib.compress(data, 9, 31))
    print("resize", len(cases), "cases", len(data), "bytes")


lines = []


def seen(file):
    img = Image.open(io.BytesIO(file))
    img.seek(0)
    img = ImageOps.exif_transpose(img)
    if img.mode.startswith("I;16") or img.mode == "I":
        return (np.asarray(img).astype(np.uint32) >> 8).astype(np.uint8)[:, :, None]
    if img.mode == "1":
        img = img.convert("L")
    if img.mode in ("L", "RGB") and "transparency" in img.info:
        img = img.convert("LA" if img.mode == "L" else "RGBA")
    if img.mode == "LA":
        white = Image.new("L", img.size, 255)
        white.paste(img.getchannel("L"), mask=img.getchannel("A"))
        img = white
    elif img.mode in ("RGBA", "P", "PA"):
        img = img.convert("RGBA")
        white = Image.new("RGB", img.size, (255, 255, 255))
        white.paste(img.convert("RGB"), mask=img.getchannel("A"))
        img = white
    elif img.mode == "CMYK":
        img = img.convert("RGB")
    a = np.asarray(img)
    return a[:, :, None] if a.ndim == 2 else a


def keep(name, file, tolerance=0, array=None):
    a = seen(file) if array is None else array
    with open(os.path.join(FORMATS, name), "wb") as f:
        f.write(file)
    with open(os.path.join(FORMATS, name + ".raw"), "wb") as f:
        f.write(a.tobytes())
    lines.append(f"{name} {a.shape[0]} {a.shape[1]} {a.shape[2]} {tolerance}")


def saved(img, format, **options):
    out = io.BytesIO()
    img.save(out, format, **options)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, type, rows, interlace=0, extra=b""):
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, type, 0, 0, interlace))
        + extra
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def filtered(rows):
    return b"".join(b"\0" + r.tobytes() for r in rows)


def interlaced(a):
    rows = b""
    for y, x, dy, dx in [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]:
        part = a[y::dy, x::dx]
        if part.size:
            rows += filtered(part)
    return rows


def record_formats():
    h, w = 19, 26
    rgb = pattern(h, w, 3)
    gray = pattern(h, w, 1)
    color = image(rgb)
    lightness = image(gray)
    alpha = image(((pattern(h, w, 1).astype(int) * 3) % 256).astype(np.uint8))
    clear = color.copy()
    clear.putalpha(alpha)
    two = Image.merge("LA", (lightness, alpha))
    palette = color.quantize(20)
    smooth = image((np.add.outer(np.arange(h) * 6, np.arange(w) * 4)[:, :, None] + np.array([0, 30, 60])).astype(np.uint8))

    keep("rgb420.jpg", saved(smooth, "JPEG", quality=90, subsampling=2), 2)
    keep("rgb444.jpg", saved(color, "JPEG", quality=95, subsampling=0), 2)
    keep("progressive.jpg", saved(color, "JPEG", quality=90, progressive=True, subsampling=0), 2)
    keep("gray.jpg", saved(lightness, "JPEG", quality=90), 2)
    keep("restarts.jpg", saved(color, "JPEG", quality=90, restart_marker_blocks=1, subsampling=0), 2)
    keep("cmyk.jpg", saved(color.convert("CMYK"), "JPEG", quality=95, subsampling=0), 3)
    for value in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = value
        keep(f"exif{value}.jpg", saved(color, "JPEG", quality=95, subsampling=0, exif=exif), 2)

    keep("rgb.png", saved(color, "PNG"))
    keep("gray.png", saved(lightness, "PNG"))
    keep("rgba.png", saved(clear, "PNG"), 1)
    keep("la.png", saved(two, "PNG"), 1)
    keep("palette.png", saved(palette, "PNG"))
    keep("palette-transparent.png", saved(palette, "PNG", transparency=3))
    keep("palette-alpha.png", saved(palette, "PNG", transparency=bytes(range(0, 200, 10))), 1)
    keep("gray-transparent.png", saved(lightness, "PNG", transparency=int(gray[3, 4, 0])))
    keep("rgb-transparent.png", saved(color, "PNG", transparency=tuple(int(v) for v in rgb[3, 4])))
    keep("bits1.png", saved(lightness.convert("1"), "PNG"))
    keep("interlaced.png", png(w, h, 8, 2, interlaced(rgb), interlace=1))
    wide = (pattern(h, w, 1).astype(np.uint16) << 8) + 77
    keep("gray16.png", png(w, h, 16, 0, filtered(wide.astype(">u2")[:, :, 0])), array=(wide >> 8).astype(np.uint8))
    wide3 = (rgb.astype(np.uint16) << 8) + 200
    keep("rgb16.png", png(w, h, 16, 2, filtered(wide3.astype(">u2"))), array=rgb)
    wide4 = np.concatenate([wide3, np.full((h, w, 1), 0xFFFF, np.uint16)], axis=2)
    keep("rgba16.png", png(w, h, 16, 6, filtered(wide4.astype(">u2"))), array=rgb)
    gray2 = (gray >> 6)[:, :, 0]
    packed = np.zeros((h, (w + 3) // 4), np.uint8)
    for x in range(w):
        packed[:, x // 4] |= gray2[:, x] << (6 - 2 * (x % 4))
    keep("gray2.png", png(w, h, 2, 0, filtered(packed)), array=(gray2 * 85)[:, :, None].astype(np.uint8))
    keep("profile.png", png(w, h, 8, 2, filtered(rgb), extra=chunk(b"gAMA", struct.pack(">I", 30000)) + chunk(b"tEXt", b"a\0b")))
    exif = Image.Exif()
    exif[0x0112] = 6
    keep("exif6.png", saved(color, "PNG", exif=exif))
    keep("animated.png", saved(color, "PNG", save_all=True, append_images=[color.rotate(180)]))

    keep("palette.gif", saved(palette, "GIF"))
    keep("interlaced.gif", saved(palette, "GIF", interlace=1))
    keep("plain.gif", saved(palette, "GIF", interlace=0))
    keep("transparent.gif", saved(palette, "GIF", transparency=3))
    keep("animated.gif", saved(palette, "GIF", save_all=True, append_images=[palette.rotate(180)], duration=50))
    big = image(pattern(120, 160, 3)).quantize(256)
    keep("codes12.gif", saved(big, "GIF"))

    keep("rgb.bmp", saved(color, "BMP"))
    keep("gray.bmp", saved(lightness, "BMP"), array=np.repeat(gray, 3, axis=2))
    keep("palette.bmp", saved(palette, "BMP"))
    keep("bits1.bmp", saved(lightness.convert("1"), "BMP"), array=np.repeat(seen(saved(lightness.convert("1"), "BMP")), 3, axis=2))
    flipped = bytearray(saved(ImageOps.flip(color), "BMP"))
    flipped[22:26] = struct.pack("<i", -h)
    keep("topdown.bmp", bytes(flipped))

    keep("rgb.tif", saved(color, "TIFF"))
    keep("gray.tif", saved(lightness, "TIFF"))
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        keep(f"{compression}.tif", saved(color, "TIFF", compression=compression))
    keep("palette.tif", saved(palette, "TIFF"))
    keep("rgba.tif", saved(clear, "TIFF"), 1)
    keep("cmyk.tif", saved(color.convert("CMYK"), "TIFF"), 3)
    keep("bits1.tif", saved(lightness.convert("1"), "TIFF"))
    keep("gray16.tif", saved(Image.fromarray(wide[:, :, 0]), "TIFF"), array=(wide >> 8).astype(np.uint8))
    keep("pages.tif", saved(color, "TIFF", save_all=True, append_images=[color.rotate(180)]))
    for value in (2, 3, 5, 6):
        keep(f"orientation{value}.tif", saved(color, "TIFF", tiffinfo={274: value}))
    keep("orientation8-rgba.tif", saved(clear, "TIFF", tiffinfo={274: 8}), 1)
    keep("orientation7-gray.tif", saved(lightness, "TIFF", tiffinfo={274: 7}))

    keep("lossless.webp", saved(color, "WEBP", lossless=True))
    keep("lossy.webp", saved(smooth, "WEBP", quality=90), 2)
    keep("alpha.webp", saved(clear, "WEBP", lossless=True, exact=True), 1)
    keep("animated.webp", saved(color, "WEBP", lossless=True, save_all=True, append_images=[color.rotate(180)]))
    keep("exif6.webp", saved(color, "WEBP", lossless=True, exif=exif))
    with open(os.path.join(OUT, "formats.txt"), "w") as f:
        f.write("\n".join(lines) + "\n")
    print("formats", len(lines))


record_resize()
record_formats()
