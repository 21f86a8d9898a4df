/* What the pictures of a topic share. */
#include "page/pictures.h"

#include "support/length.h"

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
    for (size_t i = 0; i < most && text[i] != '\0'; i++) {
        if (text[i] == '\'')
            fputc('\'', to);
        fputc((unsigned char)text[i] < ' ' ? ' ' : text[i], to);
    }
    fputc('\'', to);
}

/* Who is chosen, kind by kind, and how many of each at first; ties go to the faster. */
static const struct {
    const char *origin;
    size_t most;
} turns[] = {{"ours", 3}, {"guest", 2}, {"textbook", 2}, {"peer", 2}, {"classic", 1}, {"other", SIZE_MAX}};
enum { TURNS = LENGTH(turns) };

static bool is_front(const participant *c)
{
    return c->speed != NULL && strcmp(c->speed->pareto, "yes") == 0;
}

size_t picture_choose(const topic *t, bool (*has)(const participant *c), const participant **chosen, size_t most)
{
    size_t count = 0;
    for (size_t turn = 0; turn < TURNS; turn++) {
        size_t left = turns[turn].most;
        for (int front = 1; front >= 0; front--)
            for (size_t i = 0; i < t->count && count < most && left > 0; i++) {
                const participant *c = &t->contenders[i];
                if (strcmp(c->origin, turns[turn].origin) != 0 || is_front(c) != (front == 1) || !has(c) ||
                    participant_is_version(t, c))
                    continue;
                chosen[count++] = c;
                left--;
            }
    }
    return count;
}
