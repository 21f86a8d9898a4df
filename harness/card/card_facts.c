#include "card/card_parts.h"
#include "report/entries.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

const accuracy_property_row *card_property(const card_source *s, const char *name)
{
    for (size_t i = 0; s->properties != NULL && i < s->properties->count; i++) {
        const accuracy_property_row *row = table_row(s->properties, i);
        if (card_is_own(s, row->key.impl, row->key.op, row->key.dtype) && strcmp(row->property, name) == 0)
            return row;
    }
    return NULL;
}

/* Appends "word: N, first at x" or "word: none" to a fact's text. */
static void append_property(char *text, const card_source *s, const char *name, const char *none, const char *some)
{
    const accuracy_property_row *row = card_property(s, name);
    const size_t used = strlen(text);
    if (row == NULL)
        return;
    if (row->count == 0)
        snprintf(text + used, CARD_TEXT - used, "%s%s", used > 0 ? ", " : "", none);
    else
        snprintf(text + used, CARD_TEXT - used, "%s%s (%ju, first %s: %s)", used > 0 ? ", " : "", some,
                 (uintmax_t)row->count, row->x, row->got);
}

void card_add_properties(card *c, const card_source *s)
{
    static const struct {
        const char *label;
        struct {
            const char *property, *none, *some;
        } parts[2];
    } lines[] = {
        {"faults", {{"fault", "none", "NaN, infinity or number in the wrong place"}}},
        {"order", {{"non_monotone", "monotone", "not monotone"}}},
        {"symmetry",
         {{"asymmetric", "kept", "broken"}, {"wrong_zero_sign", "signs of zeros right", "wrong zero sign"}}},
        {"range", {{"out_of_range", "kept", "left"}, {"saturated_early", "saturates in time", "saturates too early"}}},
        {"subnormals", {{"subnormal_flushed", "no result flushed", "flushed"}}},
        {"gradient", {{"slope_reversed", "no wrong sign", "wrong sign"}, {"slope_lost", "none lost", "lost"}}},
        {"repeated", {{"unrepeatable", "the same results again", "other results when called again"}}},
    };
    for (size_t i = 0; i < LENGTH(lines); i++) {
        char text[CARD_TEXT] = "";
        for (size_t k = 0; k < 2 && lines[i].parts[k].property != NULL; k++)
            append_property(text, s, lines[i].parts[k].property, lines[i].parts[k].none, lines[i].parts[k].some);
        if (text[0] != '\0')
            card_fact_add(c, lines[i].label, "%s", text);
    }
}

void card_add_rules(card *c, const card_source *s)
{
    size_t kept = 0, tried = 0;
    char text[CARD_TEXT] = "";
    for (size_t i = 0; s->check != NULL && i < s->check->count; i++) {
        const check_row *row = table_row(s->check, i);
        if (!card_is_own(s, row->impl, row->op, row->dtype) || strcmp(row->verdict, "untried") == 0)
            continue;
        const bool fine = strcmp(row->verdict, "kept") == 0;
        const size_t used = strlen(text);
        tried++;
        kept += fine;
        if (!fine)
            snprintf(text + used, sizeof text - used, "; %s: %.200s", row->rule, row->detail);
    }
    if (tried > 0)
        card_fact_add(c, "rules", "%zu of %zu kept%.290s", kept, tried, text);
    else if (s->check != NULL)
        card_fact_add(c, "rules", "not tried: its calls are not made by this program");
}

static const speed_row *speed_of(const card_source *s, const char *impl)
{
    for (size_t i = 0; impl != NULL && s->speed != NULL && i < s->speed->count; i++) {
        const speed_row *row = table_row(s->speed, i);
        if (card_is_own(s, s->impl, row->op, row->dtype) && strcmp(row->impl, impl) == 0 &&
            strcmp(row->mode, "throughput") == 0)
            return row;
    }
    return NULL;
}

/* Ratios in the file are another's time to this one's; people ask for the reverse. */
static void append_ratio(char *text, const speed_row *other)
{
    const size_t used = strlen(text);
    if (other != NULL && !isnan(other->ratio_to_baseline))
        snprintf(text + used, CARD_TEXT - used, "; %s x %.3g (%.3g to %.3g)", entry_variant(other->impl),
                 1 / other->ratio_to_baseline, 1 / other->ratio_high, 1 / other->ratio_low);
}

void card_add_time(card *c, const card_source *s)
{
    const speed_row *own = speed_of(s, s->impl);
    if (s->untimed != NULL) {
        card_fact_add(c, "time", "none: %s", s->untimed);
        return;
    }
    if (own == NULL)
        return;
    char text[CARD_TEXT] = "";
    append_ratio(text, speed_of(s, s->textbook));
    append_ratio(text, speed_of(s, s->nearest));
    card_fact_add(c, "time", "%.3g ns an element (n = %ju); memcpy x %.3g%s", own->ns_per_element, (uintmax_t)own->n,
                  own->ratio_to_copy, text);
    const accuracy_row *better = card_beaten_by(s);
    if (better != NULL)
        card_fact_add(c, "Pareto", "not on the front: see %s (%s%.4g ULP)", better->impl,
                      strcmp(better->method, "exhaustive") == 0 ? "" : ">= ", better->max_ulp);
    else if (s->row != NULL)
        card_fact_add(c, "Pareto", "on the front: nothing here is both faster and more accurate");
}

const accuracy_row *card_beaten_by(const card_source *s)
{
    const accuracy_row *best = NULL;
    for (size_t i = 0; s->row != NULL && s->accuracy != NULL && i < s->accuracy->count; i++) {
        const accuracy_row *row = table_row(s->accuracy, i);
        const speed_row *speed = speed_of(s, row->impl);
        const bool faster = speed != NULL && strcmp(speed->verdict, "faster") == 0;
        if (!faster || strcmp(row->impl, s->impl) == 0 || row->faults > s->row->faults ||
            !(row->max_ulp <= s->row->max_ulp || isnan(s->row->max_ulp)))
            continue;
        if (best == NULL || row->max_ulp < best->max_ulp)
            best = row;
    }
    return best;
}
