#include "support/utf8.h"

#include "support/length.h"

/* The well-formed byte sequences of RFC 3629, section 4; the bytes after the second are all 80..BF. */
static const struct {
    unsigned char first_low, first_high, second_low, second_high;
    size_t length;
} forms[] = {
    {0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

/* The length of the character at the start of text, 0 if there is no valid one. */
static size_t character_length(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < LENGTH(forms); i++) {
        if (text[0] < forms[i].first_low || text[0] > forms[i].first_high || length < forms[i].length)
            continue;
        if (forms[i].length > 1 && (text[1] < forms[i].second_low || text[1] > forms[i].second_high))
            continue;
        size_t k = 2;
        while (k < forms[i].length && text[k] >= 0x80 && text[k] <= 0xbf)
            k++;
        if (k >= forms[i].length)
            return forms[i].length;
    }
    return 0;
}

size_t utf8_valid_length(const char *text, size_t length)
{
    size_t valid = 0;
    while (valid < length) {
        const size_t step = character_length((const unsigned char *)text + valid, length - valid);
        if (step == 0)
            break;
        valid += step;
    }
    return valid;
}
