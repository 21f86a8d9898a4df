#define _GNU_SOURCE /* nftw */
#include "scratch.h"

#include <check.h>
#include <dirent.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *scratch_new(void)
{
    const char *parent = getenv("TMPDIR");
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s/actbench-XXXXXX", parent != NULL ? parent : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(name));
    return strdup(name);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void scratch_free(char *dir)
{
    nftw(dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(dir);
}

static FILE *open_in(const char *dir, const char *file, const char *mode)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, file);
    return fopen(path, mode);
}

static char *read_all(FILE *from)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    for (int byte; (byte = fgetc(from)) != EOF;)
        fputc(byte, to);
    fclose(to);
    fclose(from);
    return text;
}

void scratch_write(const char *dir, const char *file, const void *bytes, size_t length)
{
    FILE *to = open_in(dir, file, "w");
    ck_assert_ptr_nonnull(to);
    ck_assert_uint_eq(fwrite(bytes, 1, length, to), length);
    ck_assert_int_eq(fclose(to), 0);
}

char *scratch_read(const char *dir, const char *file)
{
    FILE *from = open_in(dir, file, "r");
    return from == NULL ? NULL : read_all(from);
}

size_t scratch_count(const char *dir)
{
    DIR *entries = opendir(dir);
    ck_assert_ptr_nonnull(entries);
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(entries);
    return count;
}

capture capture_start(void)
{
    char name[] = "/tmp/actbench-stderr-XXXXXX";
    fflush(stderr);
    capture c = {.saved = dup(STDERR_FILENO), .file = mkstemp(name)};
    ck_assert_int_ge(c.file, 0);
    unlink(name);
    dup2(c.file, STDERR_FILENO);
    return c;
}

char *capture_stop(capture *c)
{
    fflush(stderr);
    dup2(c->saved, STDERR_FILENO);
    close(c->saved);
    lseek(c->file, 0, SEEK_SET);
    return read_all(fdopen(c->file, "r"));
}
