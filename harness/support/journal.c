#include "support/journal.h"

#include "support/descriptor.h"
#include "support/folder.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[8] = "actjrnl1";

/* A record's size is bounded, so that a damaged one is not taken for a request of memory. */
enum { IDENTITY_MAX = 1 << 20, RECORD_MAX = 1 << 26 };

typedef struct record_head {
    uint64_t index, size;
} record_head;

struct journal {
    int file;
    uint64_t seed; /* of every record's checksum: that of the header */
    char *path;
};

uint64_t checksum(uint64_t seed, const void *bytes, size_t size)
{
    uint64_t h = seed ^ UINT64_C(0xcbf29ce484222325);
    const unsigned char *p = bytes;
    for (size_t i = 0; i < size; i++)
        h = (h ^ p[i]) * UINT64_C(0x100000001b3);
    return h;
}

static int complain_of(const char *path)
{
    const int why = errno;
    const bool space = why == ENOSPC || why == EDQUOT || why == EFBIG || why == EIO;
    return complain(space ? STATUS_MISSING : STATUS_USAGE, "%s: %s: %s", path, strerror(why),
                    space ? "make room on that disk" : "give a folder that can be read and written");
}

/* Reads the header; the file is then at its first record. */
static int read_header(int file, const char *path, char **identity, uint64_t *seed)
{
    char start[sizeof magic];
    uint64_t size, sum;
    if (!read_all(file, start, sizeof start) || memcmp(start, magic, sizeof magic) != 0 ||
        !read_all(file, &size, sizeof size) || size > IDENTITY_MAX)
        return complain(STATUS_USAGE, "%s: is not a journal of finished work: remove it and run its part again", path);
    char *text = memory_or_exit(calloc(size + 1, 1));
    if (!read_all(file, text, size) || !read_all(file, &sum, sizeof sum) || sum != checksum(size, text, size)) {
        free(text);
        return complain(STATUS_USAGE, "%s: is damaged at its start: remove it and run its part again", path);
    }
    *identity = text;
    *seed = sum;
    return STATUS_GOOD;
}

static bool write_header(int file, const char *identity, uint64_t *seed)
{
    const uint64_t size = strlen(identity);
    *seed = checksum(size, identity, size);
    return write_all(file, magic, sizeof magic) && write_all(file, &size, sizeof size) &&
           write_all(file, identity, size) && write_all(file, seed, sizeof *seed);
}

static uint64_t record_sum(uint64_t seed, const record_head *head, const void *bytes)
{
    return checksum(checksum(seed, head, sizeof *head), bytes, head->size);
}

/* Hands the sound records over; the file is then behind the last of them. */
static void replay(int file, uint64_t seed, journal_take *take, void *context)
{
    off_t sound = lseek(file, 0, SEEK_CUR);
    record_head head;
    while (read_all(file, &head, sizeof head) && head.size <= RECORD_MAX) {
        char *bytes = memory_or_exit(malloc(head.size + 1));
        uint64_t sum;
        const bool whole = read_all(file, bytes, head.size) && read_all(file, &sum, sizeof sum) &&
                           sum == record_sum(seed, &head, bytes) && take(context, head.index, bytes, head.size);
        free(bytes);
        if (!whole)
            break;
        sound = lseek(file, 0, SEEK_CUR);
    }
    lseek(file, sound, SEEK_SET);
}

/* How much of a line is shown: it may be anything. */
static int shown_length(const char *line)
{
    enum { SHOWN_MOST = 120 };
    const size_t length = strcspn(line, "\n");
    return length < SHOWN_MOST ? (int)length : SHOWN_MOST;
}

static int check_identity(const char *path, const char *found, const char *identity, const char *advice)
{
    if (strcmp(found, identity) == 0)
        return STATUS_GOOD;
    size_t same = 0, line = 0;
    for (; found[same] == identity[same]; same++)
        if (found[same] == '\n')
            line = same + 1;
    return complain(STATUS_USAGE, "%s: belongs to another run (it has '%.*s', this one '%.*s'): %s", path,
                    shown_length(found + line), found + line, shown_length(identity + line), identity + line, advice);
}

/* Continues an existing file. */
static int take_up(int file, const char *path, const char *identity, journal_take *take, void *context, uint64_t *seed)
{
    char *found = NULL;
    int status = read_header(file, path, &found, seed);
    if (found == NULL)
        return status;
    status = check_identity(path, found, identity, "give the same options and program, or leave out --resume");
    free(found);
    if (status == STATUS_GOOD)
        replay(file, *seed, take, context);
    return status;
}

/* Whether there is a header to read. One that a kill cut short holds no work: such a file is begun anew. */
static bool is_begun(int file, const char *identity)
{
    const uint64_t size = strlen(identity);
    const size_t length = sizeof magic + sizeof size + size;
    char *expected = memory_or_exit(malloc(length)), *found = memory_or_exit(malloc(length));
    memcpy(expected, magic, sizeof magic);
    memcpy(expected + sizeof magic, &size, sizeof size);
    memcpy(expected + sizeof magic + sizeof size, identity, size);
    struct stat s = {0};
    fstat(file, &s);
    const size_t present = s.st_size < (off_t)length ? (size_t)s.st_size : length;
    const bool cut = s.st_size < (off_t)(length + sizeof(uint64_t)) &&
                     pread(file, found, present, 0) == (ssize_t)present && memcmp(expected, found, present) == 0;
    free(expected);
    free(found);
    return !cut;
}

int journal_open(const char *path, const char *identity, bool resume, journal_take *take, void *context,
                 journal **opened)
{
    *opened = NULL;
    if (!folder_make_parent(path))
        return complain_of(path);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (resume ? 0 : O_TRUNC), 0666);
    if (file < 0)
        return complain_of(path);
    uint64_t seed;
    int status = STATUS_GOOD;
    if (is_begun(file, identity)) {
        status = take_up(file, path, identity, take, context, &seed);
        if (status == STATUS_GOOD && ftruncate(file, lseek(file, 0, SEEK_CUR)) != 0)
            status = complain_of(path);
    } else if (ftruncate(file, 0) != 0 || !write_header(file, identity, &seed)) {
        status = complain_of(path);
    }
    if (status != STATUS_GOOD) {
        close(file);
        return status;
    }
    journal *j = memory_or_exit(malloc(sizeof *j));
    *j = (journal){file, seed, memory_or_exit(strdup(path))};
    *opened = j;
    return STATUS_GOOD;
}

int journal_append(journal *j, uint64_t index, const void *bytes, size_t size)
{
    const record_head head = {index, size};
    const uint64_t sum = record_sum(j->seed, &head, bytes);
    const size_t length = sizeof head + size + sizeof sum;
    char *record = memory_or_exit(malloc(length));
    memcpy(record, &head, sizeof head);
    memcpy(record + sizeof head, bytes, size);
    memcpy(record + sizeof head + size, &sum, sizeof sum);
    const bool written = write_all(j->file, record, length);
    free(record);
    return written ? STATUS_GOOD : complain_of(j->path);
}

void journal_close(journal *j)
{
    if (j == NULL)
        return;
    close(j->file);
    free(j->path);
    free(j);
}

static int open_to_read(const char *path, int *file, char **identity, uint64_t *seed)
{
    *file = open(path, O_RDONLY | O_CLOEXEC);
    if (*file < 0)
        return complain_of(path);
    const int status = read_header(*file, path, identity, seed);
    if (status != STATUS_GOOD)
        close(*file);
    return status;
}

int journal_identity(const char *path, char **identity)
{
    int file;
    uint64_t seed;
    const int status = open_to_read(path, &file, identity, &seed);
    if (status == STATUS_GOOD)
        close(file);
    return status;
}

int journal_read(const char *path, const char *identity, journal_take *take, void *context)
{
    int file;
    uint64_t seed;
    char *found = NULL;
    int status = open_to_read(path, &file, &found, &seed);
    if (found == NULL)
        return status;
    status = check_identity(path, found, identity, "put parts of one run and program together");
    if (status == STATUS_GOOD)
        replay(file, seed, take, context);
    free(found);
    close(file);
    return status;
}
