/* Well-formed and ill-formed sequences, from the tables of the Unicode standard, chapter 3.9. */
#include "suite.h"
#include "support/length.h"
#include "support/utf8.h"

#include <string.h>

START_TEST(longest_valid_start_is_found)
{
    static const struct {
        const char *text;
        size_t valid;
    } cases[] = {
        {"", 0},
        {"plain", 5},
        {"\xc3\xa9", 2},
        {"\xe2\x82\xac", 3},
        {"\xf0\x9f\x98\x80", 4},
        {"\xf4\x8f\xbf\xbf", 4},
        {"\xed\x9f\xbf\xee\x80\x80", 6},
        {"a\x80", 1},            /* a continuation alone */
        {"a\xc3", 1},            /* cut short */
        {"a\xe2\x82", 1},        /* cut short */
        {"a\xf0\x9f\x98", 1},    /* cut short */
        {"\xc0\xaf", 0},         /* overlong */
        {"\xc1\xbf", 0},         /* overlong */
        {"\xe0\x9f\xbf", 0},     /* overlong */
        {"\xf0\x8f\xbf\xbf", 0}, /* overlong */
        {"\xed\xa0\x80", 0},     /* a surrogate */
        {"\xf4\x90\x80\x80", 0}, /* past U+10FFFF */
        {"\xf5\x80\x80\x80", 0},
        {"\xe2(\xa1", 0},
        {"\xe2\x82(", 0},
        {"\xff", 0},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        ck_assert_uint_eq(utf8_valid_length(cases[i].text, strlen(cases[i].text)), cases[i].valid);
}
END_TEST

/* Every code point that there is, and none that there is not. */
START_TEST(number_of_characters_is_right)
{
    size_t valid[5] = {0};
    for (unsigned long bytes = 0; bytes < 0x1000000; bytes++) {
        const char text[] = {(char)(bytes >> 16), (char)(bytes >> 8), (char)bytes};
        valid[1] += bytes < 0x100 && utf8_valid_length(text + 2, 1) == 1;
        valid[2] +=
            bytes >= 0x8000 && bytes < 0x10000 && utf8_valid_length(text + 1, 2) == 2 && (signed char)text[1] < 0;
        valid[3] += bytes >= 0xe00000 && utf8_valid_length(text, 3) == 3;
    }
    ck_assert_uint_eq(valid[1], 0x80);
    ck_assert_uint_eq(valid[2], 0x800 - 0x80);
    ck_assert_uint_eq(valid[3], 0x10000 - 0x800 - 0x800);
}
END_TEST

SUITE(utf8, 20, longest_valid_start_is_found, number_of_characters_is_right);
