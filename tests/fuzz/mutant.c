#include "fuzz/mutant.h"

#include "support/length.h"
#include "support/memory.h"
#include "support/splitmix.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DAMAGES_MAX = 4, SPAN_MAX = 24 };

typedef struct chance {
    uint64_t seed, drawn;
} chance;

/* From 0 to below `end`; 0 where that is 0. */
static size_t below(chance *c, size_t end)
{
    return end == 0 ? 0 : splitmix_at(c->seed, c->drawn++) % end;
}

typedef struct span {
    size_t from, to;
} span;

/* A cell, a line or a few bytes. */
static span any_span(bytes b, chance *c)
{
    static const char *const ends[] = {",\n", "\n", NULL};
    const char *const end = ends[below(c, LENGTH(ends))];
    span s = {below(c, b.size), 0};
    s.to = s.from;
    if (end == NULL) {
        s.to += below(c, SPAN_MAX);
    } else {
        while (s.from > 0 && strchr(end, b.at[s.from - 1]) == NULL)
            s.from--;
        while (s.to < b.size && strchr(end, b.at[s.to]) == NULL)
            s.to++;
        s.to += strcmp(end, "\n") == 0; /* a line has its end with it */
    }
    s.to = s.to < b.size ? s.to : b.size;
    return s;
}

/* Puts text in the place of a span. */
static void replace(bytes *b, span s, const char *text, size_t length)
{
    const size_t size = b->size - (s.to - s.from) + length;
    char *at = memory_or_exit(malloc(size + 1));
    memcpy(at, b->at, s.from);
    memcpy(at + s.from, text, length);
    memcpy(at + s.from + length, b->at + s.to, b->size - s.to);
    at[size] = '\0';
    free(b->at);
    *b = (bytes){at, size};
}

static void change_byte(bytes *b, chance *c)
{
    static const char telling[] = {0, ',', '"', '\n', '\r', '-', ' ', 'e', '9', (char)0xff};
    if (b->size == 0)
        return;
    char *at = &b->at[below(c, b->size)];
    const size_t chosen = below(c, 2 * sizeof telling);
    if (chosen < sizeof telling)
        *at = telling[chosen];
    else
        *at = (char)(*at ^ 1 << below(c, 8));
}

static void drop(bytes *b, chance *c)
{
    replace(b, any_span(*b, c), "", 0);
}

static void repeat(bytes *b, chance *c)
{
    const span s = any_span(*b, c);
    replace(b, (span){s.to, s.to}, b->at + s.from, s.to - s.from);
}

static void exchange(bytes *b, chance *c)
{
    span s = any_span(*b, c), t = any_span(*b, c);
    if (s.from > t.from) {
        const span first = t;
        t = s;
        s = first;
    }
    if (s.to > t.from)
        return;
    const size_t length = t.to - s.from, first = t.to - t.from, between = t.from - s.to;
    char *text = memory_or_exit(malloc(length + 1));
    memcpy(text, b->at + t.from, first);
    memcpy(text + first, b->at + s.to, between);
    memcpy(text + first + between, b->at + s.from, s.to - s.from);
    replace(b, (span){s.from, t.to}, text, length);
    free(text);
}

static void put_oddity(bytes *b, chance *c)
{
    static const char *const oddities[] = {"",
                                           "-1",
                                           "0",
                                           "-0",
                                           "1e300",
                                           "-1e300",
                                           "1e-320",
                                           "1e999",
                                           "nan",
                                           "inf",
                                           "-inf",
                                           "4294967296",
                                           "18446744073709551615",
                                           "18446744073709551616",
                                           "99999999999999999999999999",
                                           "0x1p+99999",
                                           "0x1.fffffffffffffp+1023",
                                           "-0x1p-1074",
                                           "\"",
                                           "\"\"\"",
                                           ",",
                                           "\r\n",
                                           "\xff\xfe",
                                           "%s%n",
                                           "=1+1",
                                           "N(0,4)",
                                           "f16",
                                           "sigmoid/naive",
                                           "  1",
                                           "1 ",
                                           "1.5",
                                           "yes"};
    enum { LONG = 5000 };
    static char endless[LONG];
    memset(endless, '7', sizeof endless);
    const size_t count = LENGTH(oddities), chosen = below(c, count + 1);
    const span s = any_span(*b, c);
    if (chosen < count)
        replace(b, s, oddities[chosen], strlen(oddities[chosen]));
    else
        replace(b, s, endless, sizeof endless);
}

static void cut_off(bytes *b, chance *c)
{
    replace(b, (span){below(c, b->size), b->size}, "", 0);
}

bytes mutant_of(bytes sound, uint64_t number)
{
    static void (*const damages[])(bytes *, chance *) = {change_byte, drop,       repeat,     exchange,
                                                         put_oddity,  put_oddity, put_oddity, cut_off};
    chance c = {.seed = splitmix_mix(number)};
    bytes b = {memory_or_exit(malloc(sound.size + 1)), sound.size};
    memcpy(b.at, sound.at, sound.size);
    for (size_t left = 1 + below(&c, DAMAGES_MAX); left > 0; left--)
        damages[below(&c, LENGTH(damages))](&b, &c);
    return b;
}
