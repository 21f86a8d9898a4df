#include "card/card_parts.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

static void append(card *c, const char *separator, const char *text)
{
    const size_t used = strlen(c->verdict);
    snprintf(c->verdict + used, sizeof c->verdict - used, "%s%s", separator, text);
}

/* How good it is by its errors alone. */
static void grade(card *c, const card_source *s)
{
    const accuracy_row *row = s->row;
    const char *seen = strcmp(row->method, "exhaustive") == 0 ? "" : ", as far as was tried";
    if (isnan(row->max_ulp))
        snprintf(c->verdict, sizeof c->verdict, "wrong: every result is a fault");
    else if (row->faults > 0)
        snprintf(c->verdict, sizeof c->verdict,
                 "wrong for %ju inputs (NaN, infinity), first at %s; else within %.4g ULP", (uintmax_t)row->faults,
                 row->first_fault_x, row->max_ulp);
    else if (row->misrounded == 0)
        snprintf(c->verdict, sizeof c->verdict, "correctly rounded%s", seen);
    else if (row->max_ulp < 1)
        snprintf(c->verdict, sizeof c->verdict, "faithful (%.4g ULP)%s", row->max_ulp, seen);
    else
        snprintf(c->verdict, sizeof c->verdict, "within %.4g ULP%s", row->max_ulp, seen);
}

static bool any_rule_broken(const card_source *s, const char **rule)
{
    for (size_t i = 0; s->check != NULL && i < s->check->count; i++) {
        const check_row *row = table_row(s->check, i);
        if (card_is_own(s, row->impl, row->op, row->dtype) && strcmp(row->verdict, "broken") == 0) {
            *rule = row->rule;
            return true;
        }
    }
    return false;
}

void card_give_verdict(card *c, const card_source *s)
{
    static const struct {
        const char *property, *text;
    } flaws[] = {{"unrepeatable", "not the same when called again"},
                 {"out_of_range", "out of the function's range"},
                 {"non_monotone", "not monotone"},
                 {"slope_reversed", "of the wrong sign in places"},
                 {"subnormal_flushed", "flushing subnormal results"},
                 {"wrong_zero_sign", "with wrong signs of zeros"},
                 {"asymmetric", "not symmetric"}};
    if (s->row == NULL) {
        snprintf(c->verdict, sizeof c->verdict, "broken: %s", s->offence != NULL ? s->offence : "nothing was judged");
        return;
    }
    grade(c, s);
    const char *separator = " but ", *rule;
    for (size_t i = 0; i < LENGTH(flaws); i++) {
        const accuracy_property_row *row = card_property(s, flaws[i].property);
        if (row != NULL && row->count > 0) {
            append(c, separator, flaws[i].text);
            separator = ", ";
        }
    }
    if (any_rule_broken(s, &rule)) {
        append(c, separator, "breaking the rule ");
        append(c, "", rule);
    }
    const accuracy_row *better = card_beaten_by(s);
    if (better != NULL) {
        append(c, "; ", better->impl);
        append(c, " is faster and ", better->max_ulp < s->row->max_ulp ? "more accurate" : "as accurate");
    }
}
