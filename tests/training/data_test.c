#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"
#include "training/dataset.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const char digits_folder[] = "harness/training/data";
static const char fashion_folder[] = "/usr/share/datasets/fashion-mnist";

static void count_labels(const dataset *d, size_t *counts)
{
    for (size_t i = 0; i < d->samples; i++) {
        ck_assert_uint_lt(dataset_label(d, i), 10);
        counts[dataset_label(d, i)]++;
    }
}

START_TEST(the_digits_are_all_there)
{
    /* By awk, from the file as scikit-learn ships it. */
    static const size_t expected[] = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};
    const double mean_of_all = 4.884164579855314;
    split s;
    ck_assert_int_eq(digits_read(digits_folder, &s), STATUS_GOOD);
    const dataset *const parts[] = {&s.train, &s.validation, &s.test};
    size_t counts[10] = {0}, samples = 0;
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        count_labels(parts[i], counts);
        ck_assert_ptr_eq(dataset_pixels(parts[i], 0), s.pixels + 64 * samples);
        samples += parts[i]->samples;
        for (size_t j = 0; j < 64 * parts[i]->samples; j++)
            sum += dataset_pixels(parts[i], 0)[j];
    }
    ck_assert_uint_eq(samples, 1797);
    ck_assert_mem_eq(counts, expected, sizeof expected);
    ck_assert_double_eq_tol(sum / 1797 / 64, mean_of_all, 1e-13);
    ck_assert_double_eq_tol(s.train.mean, mean_of_all, 0.1);
    split_free(&s);
}
END_TEST

static void mark(const dataset *d, bool *seen)
{
    for (size_t i = 0; i < d->samples; i++) {
        ck_assert(!seen[d->index[i]]);
        seen[d->index[i]] = true;
    }
}

/* A redrawn split has every sample once, elsewhere; its moments are those of its own training part. */
START_TEST(a_split_can_be_redrawn)
{
    split s;
    ck_assert_int_eq(digits_read(digits_folder, &s), STATUS_GOOD);
    split one = split_redraw(&s, 1), same = split_redraw(&s, 1), two = split_redraw(&s, 2);
    bool seen[1797] = {false};
    mark(&one.train, seen);
    mark(&one.validation, seen);
    mark(&one.test, seen);
    for (size_t i = 0; i < 1797; i++)
        ck_assert(seen[i]);
    ck_assert_mem_eq(one.index, same.index, 1797 * sizeof *one.index);
    ck_assert_mem_ne(one.index, two.index, 1797 * sizeof *one.index);
    ck_assert_uint_eq(one.test.samples, s.test.samples);
    ck_assert_double_ne(one.train.mean, two.train.mean);
    split_free(&one);
    split_free(&same);
    split_free(&two);
    split_free(&s);
}
END_TEST

START_TEST(fashion_is_balanced)
{
    split s;
    capture said = capture_start();
    const int status = fashion_read(fashion_folder, &s);
    char *line = capture_stop(&said);
    if (status == STATUS_MISSING) {
        ck_assert_ptr_nonnull(strstr(line, "install the package dataset-fashion-mnist"));
        free(line);
        return;
    }
    free(line);
    ck_assert_int_eq(status, STATUS_GOOD);
    size_t learn[10] = {0}, test[10] = {0};
    count_labels(&s.train, learn);
    count_labels(&s.validation, learn);
    count_labels(&s.test, test);
    for (size_t i = 0; i < 10; i++) {
        ck_assert_uint_eq(learn[i], 6000);
        ck_assert_uint_eq(test[i], 1000);
    }
    split_free(&s);
}
END_TEST

/* Asserts one line on stderr that holds the text, and frees it. */
static void assert_said(capture *said, const char *text)
{
    char *line = capture_stop(said);
    ck_assert_msg(strstr(line, text) != NULL, "'%s' in: %s", text, line);
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    free(line);
}

static void write_gzip(const char *dir, const char *name, const void *bytes, size_t length)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    gzFile file = gzopen(path, "wb");
    ck_assert_int_eq(gzwrite(file, bytes, (unsigned)length), (int)length);
    ck_assert_int_eq(gzclose(file), Z_OK);
}

/* The digits' text with its first occurrence of `from` (from the given line on) replaced; to may be longer. */
static void expect_digits(const char *text, const char *said_text)
{
    char *dir = scratch_new();
    write_gzip(dir, "digits.csv.gz", text, strlen(text));
    split s;
    capture said = capture_start();
    const int status = digits_read(dir, &s);
    assert_said(&said, said_text);
    ck_assert_int_eq(status, STATUS_USAGE);
    scratch_free(dir);
}

/* `lines` lines of 64 zeros and a label, all alike; the caller frees it. */
static char *digits_text(size_t lines)
{
    enum { LENGTH = 64 * 2 + 2 };
    char *text = malloc(lines * LENGTH + 1);
    for (size_t i = 0; i < lines; i++) {
        for (size_t j = 0; j < 64; j++)
            memcpy(text + i * LENGTH + 2 * j, "0,", 2);
        memcpy(text + i * LENGTH + 128, "7\n", 2);
    }
    text[lines * LENGTH] = '\0';
    return text;
}

START_TEST(malformed_digits_are_named_by_line_and_column)
{
    static const struct {
        size_t lines, at;
        const char *put, *said;
    } cases[] = {
        {1797, 2 * 130 + 6, "x", "line 3, column 4: not a whole number of 0..16"},
        {1797, 5 * 130 + 2, "17,", "line 6, column 2: not a whole number of 0..16"},
        {1797, 128, "-", "line 1, column 65: not a whole number of 0..9"},
        {1797, 131, "0", "line 2: 64 numbers where 65 are due"},
        {1797, 130 * 4 - 1, ",", "line 4, column 66: one too many"},
        {1797, 8, "\"\"0", "line 1"},
        {1796, 0, "0", "1796 lines where 1797 are due"},
        {1798, 0, "0", "line 1798, column 1: one too many"},
        {1, 0, "0", "1 lines where 1797 are due"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char *text = digits_text(cases[i].lines);
        memcpy(text + cases[i].at, cases[i].put, strlen(cases[i].put));
        expect_digits(text, cases[i].said);
        free(text);
    }
    expect_digits("", "0 lines where 1797 are due");
}
END_TEST

START_TEST(a_file_cut_short_is_named)
{
    char *dir = scratch_new(), path[PATH_MAX];
    snprintf(path, sizeof path, "%s/digits.csv.gz", digits_folder);
    static unsigned char whole[100000];
    FILE *file = fopen(path, "rb");
    const size_t length = fread(whole, 1, sizeof whole, file);
    fclose(file);
    for (size_t cut = 20; cut < length; cut += length / 3) {
        scratch_write(dir, "digits.csv.gz", whole, cut);
        split s;
        capture said = capture_start();
        ck_assert_int_eq(digits_read(dir, &s), STATUS_USAGE);
        assert_said(&said, "cut short or damaged");
    }
    whole[length / 2] ^= 1;
    scratch_write(dir, "digits.csv.gz", whole, length);
    split s;
    capture said = capture_start();
    ck_assert_int_eq(digits_read(dir, &s), STATUS_USAGE);
    assert_said(&said, "cut short or damaged");
    scratch_free(dir);
}
END_TEST

START_TEST(a_file_without_an_end_is_refused)
{
    char *dir = scratch_new(), path[PATH_MAX];
    snprintf(path, sizeof path, "%s/digits.csv.gz", dir);
    ck_assert_int_eq(symlink("/dev/zero", path), 0);
    split s;
    capture said = capture_start();
    ck_assert_int_eq(digits_read(dir, &s), STATUS_USAGE);
    assert_said(&said, "unpacks to more than");
    scratch_free(dir);
}
END_TEST

START_TEST(missing_files_are_named_with_what_to_do)
{
    char *dir = scratch_new();
    split s;
    capture said = capture_start();
    ck_assert_int_eq(digits_read(dir, &s), STATUS_USAGE);
    assert_said(&said, "digits.csv.gz");
    said = capture_start();
    ck_assert_int_eq(fashion_read(dir, &s), STATUS_MISSING);
    assert_said(&said, "install the package dataset-fashion-mnist");
    scratch_free(dir);
}
END_TEST

START_TEST(idx_files_that_are_not_are_named)
{
    static const unsigned char labels[8 + 60000] = {0, 0, 8, 1, 0, 0, 0xEA, 0x60},
                                          header[] = {0, 0, 8, 3, 0, 0, 0xEA, 0x60};
    static const unsigned char no_pixels[] = {0, 0, 8, 3, 0, 0, 0xEA, 0x60, 0, 0, 0, 28, 0, 0, 0, 28, 1};
    static const struct {
        const unsigned char *bytes;
        size_t length;
        const char *said;
    } cases[] = {
        {labels, 8, "word 1 of its header is not 2051"},
        {header, sizeof header, "header"},
        {header, 0, "header"},
        {no_pixels, sizeof no_pixels, "1 bytes of samples where 47040000 are due"},
    };
    char *dir = scratch_new();
    write_gzip(dir, "train-labels-idx1-ubyte.gz", labels, sizeof labels);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        write_gzip(dir, "train-images-idx3-ubyte.gz", cases[i].bytes, cases[i].length);
        split s;
        capture said = capture_start();
        ck_assert_int_eq(fashion_read(dir, &s), STATUS_USAGE);
        assert_said(&said, cases[i].said);
    }
    scratch_free(dir);
}
END_TEST

SUITE(training_data, 30, the_digits_are_all_there, a_split_can_be_redrawn, fashion_is_balanced,
      malformed_digits_are_named_by_line_and_column, a_file_cut_short_is_named, a_file_without_an_end_is_refused,
      missing_files_are_named_with_what_to_do, idx_files_that_are_not_are_named);
