"""Records what OpenCV, scikit-image, Pillow and SciPy make of generated pictures, for the tests of features, filters and
picture quality.

    python record.py            # with opencv-python 4, scikit-image, scipy and Pillow; writes
                                # ../resources/dev/glimpse/image/{features,filters,quality}.txt

One line a case: its name, the picture (height width channels of Patterns.java, "x" between them), and numbers.
"""

import os

import cv2
import numpy as np
import scipy.fft
import scipy.ndimage
from PIL import Image, ImageFilter, ImageStat
from skimage.feature import local_binary_pattern

OUT = os.path.join(os.path.dirname(__file__), "../resources/dev/glimpse/image")


def pattern(height, width, channels):
    """The same numbers as Patterns.java."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    smooth = (x * 5 + y * 3 + c * 40) % 256
    noise = (x * x * 31 + y * y * 17 + x * y * 7 + c * 101) * 2654435761 % 4294967296 >> 24
    disc = (x - width // 2) ** 2 + (y - height // 3) ** 2 < (min(height, width) // 4) ** 2
    values = np.where(disc, 250 - 60 * c, np.where((x // 9 + y // 7) % 3 == 0, noise, smooth))
    return values.astype(np.uint8)


def gray(picture):
    """Pillow's luma, as Picture.gray() has it."""
    if picture.shape[2] == 1:
        return picture[:, :, 0]
    return np.asarray(Image.fromarray(picture).convert("L"))


def rgb(picture):
    return picture if picture.shape[2] == 3 else np.repeat(picture, 3, axis=2)


def text(numbers):
    return " ".join(f"{float(n):.7g}" for n in np.ravel(numbers))


# Features ---------------------------------------------------------------------------------------------------------------


def hog(picture, size, cell, bins):
    descriptor = cv2.HOGDescriptor((size, size), (2 * cell, 2 * cell), (cell, cell), (cell, cell), bins)
    return descriptor.compute(np.ascontiguousarray(picture)).ravel()


def color_histogram(picture, space, bins):
    picture = rgb(picture)
    if space == "hsv":
        picture = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    ranges = [0, 180 if space == "hsv" else 256, 0, 256, 0, 256]
    counts = cv2.calcHist([picture], [0, 1, 2], None, [bins] * 3, ranges)
    return counts.ravel() / counts.sum()


def lbp(picture, radius):
    """scikit-image's codes, counted in the order of LocalBinaryPatterns: by their value, all that are not uniform last."""
    codes = local_binary_pattern(gray(picture), 8, radius, "default").astype(int)
    uniform = [c for c in range(256) if bin(c ^ ((c >> 1) | (c & 1) << 7)).count("1") <= 2]
    counts = np.zeros(59)
    for code, number in zip(*np.unique(codes, return_counts=True)):
        counts[uniform.index(code) if code in uniform else 58] += number
    return counts / counts.sum()


def spread(values):
    return np.mean(values), np.std(values)


def harris(picture, grid):
    image = gray(picture).astype(np.float32) * np.float32(1 / 255)
    response = cv2.cornerHarris(image, 2, 3, 0.04)
    peaks = (response == cv2.dilate(response, None)) & (response > max(0.01 * response.max(), 1e-6))
    y, x = np.nonzero(peaks)
    height, width = image.shape
    shares = np.zeros((grid, grid))
    for row, column in zip(y, x):
        shares[row * grid // height, column * grid // width] += 1 / len(x)
    strength = spread(np.log10(response[peaks].astype(np.float64)) + 6)
    across, down = spread((x + 0.5) / width), spread((y + 0.5) / height)
    return np.concatenate(
        [[1000 * len(x) / image.size, *strength, across[0], down[0], across[1], down[1]], shares.ravel()]
    )


def hough(picture, bins):
    image = gray(picture)
    height, width = image.shape
    edges = cv2.Canny(image, 100, 200)
    lines = cv2.HoughLinesP(edges, 1, np.pi / 180, 30, None, max(height, width) / 8, 4)
    vector = np.zeros(5 + bins)
    vector[0] = np.count_nonzero(edges) / edges.size
    if lines is None:
        return vector
    lines = lines.reshape(-1, 4).astype(np.float64)
    lengths = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    diagonal = np.hypot(height, width)
    vector[1:5] = 1e4 * len(lines) / edges.size, lengths.sum() / diagonal, lengths.mean() / diagonal, lengths.max() / diagonal
    angles = np.degrees(np.arctan2(lines[:, 1] - lines[:, 3], lines[:, 2] - lines[:, 0])) % 180
    for angle, length in zip(angles, lengths):
        vector[5 + int(np.floor(angle / 180 * bins + 0.5)) % bins] += length / lengths.sum()
    return vector


def sift(picture):
    """Count, then x, y, size, angle of the strongest, then the means of the 128 numbers over all points."""
    points, descriptors = cv2.SIFT_create(500, 3, 0.04, 10, 1.6).detectAndCompute(gray(picture), None)
    best = max(points, key=lambda p: p.response)
    return np.concatenate([[len(points), best.pt[0], best.pt[1], best.size, best.angle], descriptors.mean(axis=0)])


def dense_sift(picture):
    image = gray(picture)
    height, width = image.shape
    points = [cv2.KeyPoint(x, y, 8, 0) for y in range(4, height, 8) for x in range(4, width, 8)]
    points, descriptors = cv2.SIFT_create().compute(image, points)
    return np.concatenate([[len(points)], descriptors.mean(axis=0)])


def record_features():
    small, colour, large = (64, 64, 3), (75, 100, 3), (200, 230, 1)
    cases = [("hog:size=64", small, lambda p: hog(p, 64, 16, 9)), ("hog:size=64:cell=8:bins=6", (64, 64, 1), lambda p: hog(p, 64, 8, 6))]
    for bins in (4, 8):
        for space in ("hsv", "rgb"):
            cases.append((f"color-histogram:space={space}:bins={bins}", colour, lambda p, s=space, b=bins: color_histogram(p, s, b)))
    for picture in ((75, 100, 3), (53, 40, 1)):
        for radius in (1, 2):
            cases.append((f"lbp:grid=1:radius={radius}", picture, lambda p, r=radius: lbp(p, r)))
    for picture in (colour, large):
        cases.append(("harris", picture, lambda p: harris(p, 4)))
        cases.append(("hough", picture, lambda p: hough(p, 12)))
        cases.append(("sift", picture, sift))
        cases.append(("dense-sift", picture, dense_sift))
    lines = [f"{name} {'x'.join(map(str, size))} {text(measure(pattern(*size)))}" for name, size, measure in cases]
    write("features.txt", lines)


# Filters ----------------------------------------------------------------------------------------------------------------

KERNELS = {
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "sobel-x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "box-blur:5": np.full((5, 5), 1 / 25),
    "gaussian-blur": np.outer([1, 2, 1], [1, 2, 1]) / 16,
    "gaussian-blur:5": np.outer(cv2.getGaussianKernel(5, 0), cv2.getGaussianKernel(5, 0)),
    "1 2 3; 4 5 6; 7 8 10; 1 0 -1; 2 2 -9": [[1, 2, 3], [4, 5, 6], [7, 8, 10], [1, 0, -1], [2, 2, -9]],
}
BORDERS = {"REFLECT": cv2.BORDER_REFLECT_101, "NEAREST": cv2.BORDER_REPLICATE, "BLACK": cv2.BORDER_CONSTANT}


def record_filters():
    """The pixels of cv2.filter2D, and those of a true convolution by SciPy, as name|operation|border|size|numbers."""
    lines = []
    size = (11, 14, 3)
    picture = pattern(*size)
    for name, kernel in KERNELS.items():
        kernel = np.asarray(kernel, np.float64)
        for border, code in BORDERS.items():
            seen = cv2.filter2D(picture, -1, kernel, borderType=code)
            lines.append(f"{name}|CORRELATE|{border}|{'x'.join(map(str, size))}|{text(seen)}")
        channels = [scipy.ndimage.convolve(picture[:, :, c].astype(np.float64), kernel, mode="mirror") for c in range(3)]
        seen = np.clip(np.rint(np.round(np.dstack(channels), 6)), 0, 255)
        lines.append(f"{name}|CONVOLVE|REFLECT|{'x'.join(map(str, size))}|{text(seen)}")
    write("filters.txt", lines)


# Quality: the published definitions of cleanvision and ImageHash, in NumPy, Pillow and SciPy -------------------------------


def image(picture):
    return Image.fromarray(picture[:, :, 0] if picture.shape[2] == 1 else picture)


def quality(picture):
    img = image(picture)
    values = np.asarray(img).astype(int)
    if values.ndim == 3:
        r, g, b = values[:, :, 0], values[:, :, 1], values[:, :, 2]
        brightness = np.sqrt(0.241 * (r * r) + 0.691 * (g * g) + 0.068 * (b * b)) / 255
    else:
        brightness = values / 255.0
    low, high = np.percentile(brightness, [5, 99])
    ratio = max(img.width, img.height) / 64
    small = img.resize((max(int(img.width // ratio), 1), max(int(img.height // ratio), 1))) if ratio > 1 else img.copy()
    small = small.convert("L")
    blur = 1 - np.exp(-0.01 * np.sqrt(ImageStat.Stat(small.filter(ImageFilter.FIND_EDGES)).var[0]))
    std = 1 - np.exp(-0.01 * np.std(small.histogram()))
    std = 0 if std <= 0.18 else std
    return [high, 1 - low, min(img.width / img.height, img.height / img.width), min(1, 0.1 * img.entropy()), min(1, blur + std), 0 if img.mode == "L" else 1]


def phash(picture):
    pixels = np.asarray(image(picture).convert("L").resize((32, 32), Image.Resampling.LANCZOS))
    low = scipy.fft.dct(scipy.fft.dct(pixels.astype(np.float64), axis=0), axis=1)[:8, :8]
    bits = "".join(str(int(b)) for b in (low > np.median(low)).ravel())
    return f"{int(bits, 2):016x}"


def pictures():
    yield "pattern", pattern(75, 100, 3)
    yield "pattern", pattern(53, 40, 1)
    yield "pattern", pattern(375, 500, 3)
    yield "pattern", pattern(30, 200, 3)
    yield "dark", (pattern(75, 100, 3) // 5).astype(np.uint8)
    yield "light", (255 - pattern(75, 100, 3) // 40).astype(np.uint8)
    yield "blurred", cv2.blur(pattern(375, 500, 3), (31, 31))
    yield "blurred", cv2.blur(pattern(120, 160, 1), (15, 15))[:, :, None]


def record_quality():
    lines = []
    for name, picture in pictures():
        lines.append(f"{name} {'x'.join(map(str, picture.shape))} {phash(picture)} {text(quality(picture))}")
    write("quality.txt", lines)


def write(name, lines):
    with open(os.path.join(OUT, name), "w") as f:
        f.write("\n".join(lines) + "\n")
    print(name, len(lines), "cases")


if __name__ == "__main__":
    record_features()
    record_filters()
    record_quality()
