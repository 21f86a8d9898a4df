#define _GNU_SOURCE /* fopencookie */
#include "support/packed.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>
#include <zlib.h>

static ssize_t take(void *file, char *bytes, size_t size)
{
    const int got = gzread(file, bytes, size > INT_MAX ? INT_MAX : (unsigned)size);
    int code = Z_OK;
    gzerror(file, &code);
    /* At the end of a file that ends within its compressed stream only this tells. */
    if (got >= 0 && code != Z_BUF_ERROR)
        return got;
    errno = EIO;
    return -1;
}

static int leave(void *file)
{
    return gzclose_r(file);
}

/* path.gz into packed, which has room for PATH_MAX; an empty path where it is too long. */
static void name_packed(const char *path, char *packed)
{
    const int length = snprintf(packed, PATH_MAX, "%s.gz", path);
    if (length < 0 || length >= PATH_MAX)
        packed[0] = '\0';
}

FILE *packed_open(const char *path)
{
    FILE *plain = fopen(path, "re");
    if (plain != NULL || errno != ENOENT)
        return plain;
    char packed[PATH_MAX];
    name_packed(path, packed);
    gzFile file = gzopen(packed, "rbe");
    if (file == NULL)
        return NULL;
    FILE *opened = fopencookie(file, "r", (cookie_io_functions_t){.read = take, .close = leave});
    if (opened == NULL)
        gzclose_r(file);
    return opened;
}

bool packed_exists(const char *path)
{
    char packed[PATH_MAX];
    name_packed(path, packed);
    return access(path, F_OK) == 0 || errno != ENOENT || access(packed, F_OK) == 0;
}
