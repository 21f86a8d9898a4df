#include "training/dataset.h"

#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* No data set here is half as large; a few bytes can unpack to as many as one likes. */
enum { CHUNK = 1 << 20, MOST = 1 << 27 };

int gzip_read(const char *path, int if_missing, const char *advice, unsigned char **bytes, size_t *count)
{
    gzFile file = gzopen(path, "rb");
    if (!file)
        return complain(if_missing, "cannot open %s: %s: %s", path, strerror(errno), advice);
    unsigned char *all = NULL;
    size_t length = 0;
    int got;
    do {
        all = memory_or_exit(realloc(all, length + CHUNK));
        got = gzread(file, all + length, CHUNK);
        if (got > 0)
            length += (size_t)got;
    } while (got == CHUNK && length < MOST);
    if (got == CHUNK) {
        gzclose_r(file);
        free(all);
        return complain(STATUS_USAGE, "%s unpacks to more than %d bytes: not the file it should be", path, MOST - 1);
    }
    /* A file that ends within its compressed stream is read without complaint; only closing it tells. */
    if (gzclose_r(file) != Z_OK || got < 0) {
        free(all);
        return complain(STATUS_USAGE, "%s is cut short or damaged after %zu bytes: fetch it again", path, length);
    }
    *bytes = all;
    *count = length;
    return STATUS_GOOD;
}
