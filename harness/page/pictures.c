/* What the pictures of a topic share. */
#include "page/pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double picture_ulp(double ulp)
{
    return fmin(fmax(ulp, PICTURE_LEAST_ULP), PICTURE_MOST_ULP);
}

void picture_power_of_two(FILE *to, long exponent)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char digits[24];
    fputs(exponent < 0 ? "2⁻" : "2", to);
    snprintf(digits, sizeof digits, "%ld", labs(exponent));
    for (const char *d = digits; *d != '\0'; d++)
        fputs(raised[*d - '0'], to);
}

void picture_quote(FILE *to, const char *text, size_t most)
{
    fputc('\'', to);
    for (size_t i = 0; text[i] != '\0' && i < most; i++) {
        if (text[i] == '\'')
            fputc('\'', to);
        fputc((unsigned char)text[i] < ' ' ? ' ' : text[i], to);
    }
    fputc('\'', to);
}

/* The smaller, the sooner chosen. */
static int turn_of(const contender *c)
{
    const bool front = c->speed != NULL && strcmp(c->speed->pareto, "yes") == 0;
    return (front ? 0 : 4) + (strcmp(c->origin, "ours") == 0 ? 0 : strcmp(c->origin, "textbook") == 0 ? 1 : 2);
}

size_t picture_choose(const topic *t, bool (*has)(const contender *c), const contender **chosen, size_t most)
{
    size_t count = 0;
    for (int turn = 0; turn <= 6; turn++)
        for (size_t i = 0; i < t->count && count < most; i++)
            if (turn_of(&t->contenders[i]) == turn && has(&t->contenders[i]) &&
                !contender_is_version(t, &t->contenders[i]))
                chosen[count++] = &t->contenders[i];
    return count;
}
