#include "support/journal.h"

#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = 5 };

static const char identity[] = "test\nseed 1\n";

/* Records that came back, in order. */
typedef struct taken {
    size_t count;
    uint64_t index[2 * RECORDS];
    char text[2 * RECORDS][32];
} taken;

static bool take(void *context, uint64_t index, const void *bytes, size_t size)
{
    taken *t = context;
    ck_assert_uint_lt(t->count, 2 * RECORDS);
    ck_assert_uint_lt(size, sizeof t->text[0]);
    t->index[t->count] = index;
    memcpy(t->text[t->count], bytes, size);
    t->text[t->count++][size] = '\0';
    return true;
}

static void name_of(const char *dir, char *path, size_t size)
{
    snprintf(path, size, "%s/a/b.journal", dir);
}

static void append(journal *j, uint64_t index)
{
    char text[32];
    const int length = snprintf(text, sizeof text, "record %d", (int)index);
    ck_assert_int_eq(journal_append(j, index, text, (size_t)length), STATUS_GOOD);
}

static void write_some(const char *path)
{
    taken none = {0};
    journal *j;
    ck_assert_int_eq(journal_open(path, identity, false, take, &none, &j), STATUS_GOOD);
    for (uint64_t i = 0; i < RECORDS; i++)
        append(j, i);
    journal_close(j);
    ck_assert_uint_eq(none.count, 0);
}

/* The file at path as bytes, to be freed. */
static char *bytes_of(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size);
    ck_assert_uint_eq(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void put_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

START_TEST(records_come_back_in_order)
{
    char *dir = scratch_new(), path[256];
    name_of(dir, path, sizeof path);
    write_some(path);
    taken t = {0};
    ck_assert_int_eq(journal_read(path, identity, take, &t), STATUS_GOOD);
    ck_assert_uint_eq(t.count, RECORDS);
    for (size_t i = 0; i < RECORDS; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "record %d", (int)i);
        ck_assert_uint_eq(t.index[i], i);
        ck_assert_str_eq(t.text[i], expected);
    }
    remove(path);
    snprintf(path, sizeof path, "%s/a", dir);
    remove(path);
    scratch_free(dir);
}
END_TEST

/* Wherever a kill cuts the file off, whole records stay, and the rest can be appended again. */
START_TEST(any_cut_keeps_the_records_before_it)
{
    char *dir = scratch_new(), path[256];
    snprintf(path, sizeof path, "%s/j", dir);
    write_some(path);
    size_t size, most = 0;
    char *bytes = bytes_of(path, &size);
    for (size_t cut = 0; cut <= size; cut++) {
        put_bytes(path, bytes, cut);
        taken t = {0}, again = {0};
        journal *j;
        ck_assert_int_eq(journal_open(path, identity, true, take, &t, &j), STATUS_GOOD);
        ck_assert_uint_ge(t.count, most);
        most = t.count;
        for (uint64_t i = t.count; i < RECORDS; i++)
            append(j, i);
        journal_close(j);
        ck_assert_int_eq(journal_read(path, identity, take, &again), STATUS_GOOD);
        ck_assert_uint_eq(again.count, RECORDS);
        for (size_t i = 0; i < RECORDS; i++)
            ck_assert_uint_eq(again.index[i], i);
    }
    ck_assert_uint_eq(most, RECORDS);
    free(bytes);
    scratch_free(dir);
}
END_TEST

/* No flipped bit comes back as a record: it is refused at the start of the file and drops the tail elsewhere. */
START_TEST(any_flipped_bit_is_seen)
{
    char *dir = scratch_new(), path[256];
    snprintf(path, sizeof path, "%s/j", dir);
    write_some(path);
    size_t size;
    char *bytes = bytes_of(path, &size);
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= 0x10;
        put_bytes(path, bytes, size);
        bytes[i] ^= 0x10;
        taken t = {0};
        capture c = capture_start();
        const int status = journal_read(path, identity, take, &t);
        free(capture_stop(&c));
        ck_assert(status == STATUS_USAGE || (status == STATUS_GOOD && t.count < RECORDS));
        for (size_t k = 0; k < t.count; k++)
            ck_assert_uint_eq(t.index[k], k);
    }
    free(bytes);
    scratch_free(dir);
}
END_TEST

static void expect_refusal(const char *path, const char *mine, const char *expected)
{
    taken t = {0};
    journal *j;
    capture c = capture_start();
    ck_assert_int_eq(journal_open(path, mine, true, take, &t, &j), STATUS_USAGE);
    char *said = capture_stop(&c);
    ck_assert_msg(strstr(said, expected) != NULL, "'%s' lacks '%s'", said, expected);
    ck_assert_ptr_eq(strchr(said, '\n'), said + strlen(said) - 1);
    ck_assert_ptr_null(j);
    ck_assert_uint_eq(t.count, 0);
    free(said);
}

START_TEST(foreign_files_are_refused_and_left_alone)
{
    static const char foreign[] = "run_id,function\r\n";
    char *dir = scratch_new(), path[256];
    snprintf(path, sizeof path, "%s/j", dir);
    write_some(path);
    expect_refusal(path, "test\nseed 2\n", "it has 'seed 1', this one 'seed 2'");
    char endless[3000], shown[256];
    memset(endless, '7', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    snprintf(shown, sizeof shown, "this one '%.120s'):", endless);
    expect_refusal(path, endless, shown);
    scratch_write(dir, "j", foreign, strlen(foreign));
    expect_refusal(path, identity, "is not a journal");
    char *left = scratch_read(dir, "j");
    ck_assert_str_eq(left, foreign);
    free(left);
    scratch_free(dir);
}
END_TEST

SUITE(journal, 30, records_come_back_in_order, any_cut_keeps_the_records_before_it, any_flipped_bit_is_seen,
      foreign_files_are_refused_and_left_alone);
