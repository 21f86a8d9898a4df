/* Fashion-MNIST (Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747): 28 x 28 grey images of ten kinds of clothes,
 * in the IDX format: a big-endian magic number, the size of each dimension, then the bytes. */
#include "support/memory.h"
#include "support/status.h"
#include "training/dataset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 28, FEATURES = SIDE * SIDE, TRAIN = 50000, VALIDATION = 10000, TEST = 10000, LABEL_MAX = 9 };
enum { HEADER_WORDS_MAX = 4, MAGIC_IMAGES = 0x803, MAGIC_LABELS = 0x801 };

/* One of the four files: the header it must start with (as words) and the size of what follows a sample. */
typedef struct idx_file {
    const char *name;
    size_t words;
    uint32_t header[HEADER_WORDS_MAX];
    size_t sample_bytes;
} idx_file;

static const idx_file images_files[] = {
    {"train-images-idx3-ubyte.gz", 4, {MAGIC_IMAGES, TRAIN + VALIDATION, SIDE, SIDE}, FEATURES},
    {"t10k-images-idx3-ubyte.gz", 4, {MAGIC_IMAGES, TEST, SIDE, SIDE}, FEATURES},
};
static const idx_file label_files[] = {
    {"train-labels-idx1-ubyte.gz", 2, {MAGIC_LABELS, TRAIN + VALIDATION}, 1},
    {"t10k-labels-idx1-ubyte.gz", 2, {MAGIC_LABELS, TEST}, 1},
};

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Copies the samples of one file, no byte above limit, to out. */
static int read_file(const char *dir, const idx_file *file, uint8_t limit, uint8_t *out)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, file->name);
    unsigned char *bytes;
    size_t count;
    int status = gzip_read(path, STATUS_MISSING, "install the package dataset-fashion-mnist", &bytes, &count);
    if (status != STATUS_GOOD)
        return status;
    const size_t header = 4 * file->words, due = file->header[1] * file->sample_bytes;
    for (size_t i = 0; i < file->words && status == STATUS_GOOD; i++)
        if (count < header || big_endian(bytes + 4 * i) != file->header[i])
            status = complain(STATUS_USAGE, "%s: word %zu of its header is not %u: not the file it should be", path,
                              i + 1, file->header[i]);
    if (status == STATUS_GOOD && count != header + due)
        status = complain(STATUS_USAGE, "%s: %zu bytes of samples where %zu are due", path, count - header, due);
    for (size_t i = 0; i < due && status == STATUS_GOOD; i++)
        if (bytes[header + i] > limit)
            status = complain(STATUS_USAGE, "%s: sample %zu is above %d", path, i / file->sample_bytes, limit);
    if (status == STATUS_GOOD)
        memcpy(out, bytes + header, due);
    free(bytes);
    return status;
}

int fashion_read(const char *dir, split *s)
{
    const size_t learn = TRAIN + VALIDATION, all = learn + TEST;
    split read = {
        .name = "fashion", .pixels = memory_or_exit(malloc(all * FEATURES)), .labels = memory_or_exit(malloc(all))};
    int status = STATUS_GOOD;
    for (size_t i = 0, at = 0; i < 2 && status == STATUS_GOOD; i++, at = learn) {
        /* The short file first: what is wrong with it is told before the long one is unpacked. */
        status = read_file(dir, &label_files[i], LABEL_MAX, read.labels + at);
        if (status == STATUS_GOOD)
            status = read_file(dir, &images_files[i], UINT8_MAX, read.pixels + at * FEATURES);
    }
    if (status != STATUS_GOOD) {
        split_free(&read);
        return status;
    }
    split_cut(&read, FEATURES, TRAIN, VALIDATION, TEST);
    *s = read;
    return STATUS_GOOD;
}
