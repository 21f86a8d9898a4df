#include "calls/offence.h"

#include "support/fp_control.h"

#include <stdio.h>
#include <string.h>

static const char *const texts[OFFENCE_COUNT] = {
    [OFFENCE_NONE] = "keeps the rules",
    [OFFENCE_UNWRITTEN] = "leaves results unwritten",
    [OFFENCE_OVERRUN] = "writes outside its n elements",
    [OFFENCE_INPUTS] = "writes to its inputs",
    [OFFENCE_HANG] = "does not come back",
};

void offence_add(offence *to, offence other)
{
    if (other.kind > to->kind || (other.kind == to->kind && other.detail < to->detail))
        *to = other;
}

void offence_print(offence o, char *text, size_t size)
{
    if (o.kind == OFFENCE_ARITHMETIC && o.detail > FP_SAME && o.detail < FP_CHANGE_COUNT)
        snprintf(text, size, "%s", fp_change_texts[o.detail]);
    else if (o.kind == OFFENCE_EXIT)
        snprintf(text, size, "ended the program with exit status %d", o.detail);
    else if (o.kind == OFFENCE_SIGNAL)
        snprintf(text, size, "died of signal %d (%s)", o.detail, strsignal(o.detail));
    else if (o.kind == OFFENCE_RUIN)
        snprintf(text, size, "left the program to die of signal %d (%s) while its results were judged", o.detail,
                 strsignal(o.detail));
    else
        snprintf(text, size, "%s", o.kind < OFFENCE_COUNT && texts[o.kind] != NULL ? texts[o.kind] : "broke a rule");
}
