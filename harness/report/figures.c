#include "report/figures.h"

#include <fenv.h>
#include <math.h>
#include <string.h>

bool figure_is_of_all_inputs(const accuracy_row *row)
{
    return strcmp(row->method, "exhaustive") == 0;
}

/* A maximum may be printed larger than it is, never smaller: printf rounds as the thread does. */
void figure_add_max_ulp(grid *g, const accuracy_row *row, const char *mark)
{
    if (isnan(row->max_ulp)) {
        grid_add(g, "-");
        return;
    }
    const int before = fegetround();
    fesetround(FE_UPWARD);
    const char *form = row->max_ulp < 1000 ? "%s%.3f%s" : row->max_ulp < 1e7 ? "%s%.0f%s" : "%s%.3g%s";
    grid_addf(g, form, figure_is_of_all_inputs(row) ? "" : ">=", row->max_ulp, mark);
    fesetround(before);
}
