#include "guests/npy.h"

#include <ctype.h>
#include <string.h>

static const char magic[] = {'\x93', 'N', 'U', 'M', 'P', 'Y'};

/* The text between the braces of the header's dictionary. */
typedef struct text {
    const char *at, *end;
} text;

static void skip_blanks(text *t)
{
    while (t->at < t->end && isspace((unsigned char)*t->at))
        t->at++;
}

static bool take(text *t, const char *word)
{
    const size_t length = strlen(word);
    skip_blanks(t);
    if ((size_t)(t->end - t->at) < length || memcmp(t->at, word, length) != 0)
        return false;
    t->at += length;
    return true;
}

/* What follows a key and its colon. */
static bool find_key(text *t, const char *key)
{
    for (; t->at < t->end; t->at++) {
        text rest = *t;
        if ((take(&rest, "'") || take(&rest, "\"")) && take(&rest, key) && (take(&rest, "'") || take(&rest, "\"")) &&
            take(&rest, ":")) {
            *t = rest;
            return true;
        }
    }
    return false;
}

static bool read_type(text t, npy_header *h)
{
    if (!find_key(&t, "descr") || !(take(&t, "'") || take(&t, "\"")))
        return false;
    size_t n = 0;
    for (; t.at < t.end && *t.at != '\'' && *t.at != '"' && n + 1 < sizeof h->type; t.at++)
        h->type[n++] = *t.at;
    h->type[n] = '\0';
    return t.at < t.end && (*t.at == '\'' || *t.at == '"');
}

/* The product of the dimensions. */
static bool read_shape(text t, npy_header *h)
{
    const uint64_t most = UINT64_C(1) << 48;
    h->count = 1;
    if (!find_key(&t, "shape") || !take(&t, "("))
        return false;
    while (!take(&t, ")")) {
        uint64_t n = 0;
        const char *begin = t.at;
        for (; t.at < t.end && isdigit((unsigned char)*t.at) && n < most; t.at++)
            n = 10 * n + (uint64_t)(*t.at - '0');
        if (t.at == begin || n > most || (n > 0 && h->count > most / n))
            return false;
        h->count *= n;
        if (!take(&t, ","))
            return take(&t, ")");
        skip_blanks(&t);
    }
    return true;
}

const char *npy_read(const void *bytes, size_t length, npy_header *h)
{
    enum { VERSION_1 = 10, VERSION_2 = 12 }; /* bytes before the dictionary */
    const unsigned char *b = bytes;
    if (length < VERSION_2 || memcmp(b, magic, sizeof magic) != 0)
        return "is no .npy file";
    const unsigned version = b[6];
    if (version < 1 || version > 3)
        return "is of an unknown version of .npy";
    size_t size = (size_t)b[8] | (size_t)b[9] << 8, begin = VERSION_1;
    if (version > 1) {
        size |= (size_t)b[10] << 16 | (size_t)b[11] << 24;
        begin = VERSION_2;
    }
    if (size > length - begin)
        return "ends within its header";
    h->size = begin + size;
    const text dictionary = {(const char *)b + begin, (const char *)b + begin + size};
    text order = dictionary;
    if (!read_type(dictionary, h) || !read_shape(dictionary, h) || !find_key(&order, "fortran_order"))
        return "has a header that makes no sense";
    if (h->type[0] == '>')
        return "is big-endian: write it with .astype(x.dtype.newbyteorder('<'))";
    if (!take(&order, "False"))
        return "is in Fortran order: write it with numpy.ascontiguousarray";
    return NULL;
}

static const char *const types[DTYPE_COUNT] = {"<f4", "<f8", "<f2", "<u2"};

bool npy_type_is(const char *type, dtype wanted)
{
    return strcmp(type, types[wanted]) == 0 ||
           (wanted == DTYPE_BF16 && (strcmp(type, "|V2") == 0 || strcmp(type, "<V2") == 0));
}

void npy_write_header(dtype type, uint64_t count, FILE *to)
{
    enum { ALIGNMENT = 64, BEFORE = 10 };
    char dictionary[128];
    int length = snprintf(dictionary, sizeof dictionary, "{'descr': '%s', 'fortran_order': False, 'shape': (%llu,), }",
                          types[type], (unsigned long long)count);
    const int padded = (BEFORE + length + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - BEFORE;
    fwrite(magic, 1, sizeof magic, to);
    fputc(1, to);
    fputc(0, to);
    fputc(padded & 0xff, to);
    fputc(padded >> 8, to);
    fprintf(to, "%-*s\n", padded - 1, dictionary);
}
