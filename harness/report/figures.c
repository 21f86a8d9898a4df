#include "report/figures.h"

#include <fenv.h>
#include <math.h>
#include <string.h>

bool figure_is_of_all_inputs(const accuracy_row *row)
{
    return strcmp(row->method, "exhaustive") == 0;
}

/* A maximum may be printed larger than it is, never smaller: printf rounds as the thread does. */
void figure_add_max_ulp(grid *g, double max_ulp, bool of_all_inputs, const char *mark)
{
    if (isnan(max_ulp)) {
        grid_add(g, "-");
        return;
    }
    const int before = fegetround();
    fesetround(FE_UPWARD);
    const char *form = max_ulp < 1000 ? "%s%.3f%s" : max_ulp < 1e7 ? "%s%.0f%s" : "%s%.3g%s";
    grid_addf(g, form, of_all_inputs ? "" : ">=", max_ulp, mark);
    fesetround(before);
}

/* With that many decimals; NaN, which was not measured, as a dash. */
static void add_number(grid *g, int decimals, double value)
{
    if (isnan(value))
        grid_add(g, "-");
    else
        grid_addf(g, "%.*f", decimals, value);
}

void figure_add_dashes(grid *g, size_t count)
{
    while (count-- > 0)
        grid_add(g, "-");
}

/* The value and the wider side of its interval, in percent of it, rounded up. */
static void add_interval(grid *g, int decimals, double value, double low, double high)
{
    const double percent = 100 * fmax(high - value, value - low) / value;
    if (isnan(low) || isnan(high) || isnan(percent))
        add_number(g, decimals, value);
    else if (percent < 10)
        grid_addf(g, "%.*f ±%.1f%%", decimals, value, ceil(10 * percent) / 10);
    else
        grid_addf(g, "%.*f ±%.0f%%", decimals, value, ceil(percent));
}

void figure_add_speed(grid *g, const speed_row *row, size_t columns)
{
    if (row == NULL) {
        figure_add_dashes(g, columns);
        return;
    }
    if (isnan(row->ns_low))
        grid_addf(g, "(%.3f)", row->ns_per_element);
    else if (columns == FIGURE_SPEED_NARROW)
        add_number(g, 3, row->ns_per_element);
    else
        add_interval(g, 3, row->ns_per_element, row->ns_low, row->ns_high);
    if (strcmp(row->streams, "yes") == 0)
        grid_addf(g, "%.2f s", row->ratio_to_copy);
    else
        add_number(g, 2, row->ratio_to_copy);
    add_interval(g, row->ratio_to_baseline < 10 ? 3 : 2, row->ratio_to_baseline, row->ratio_low, row->ratio_high);
    if (columns == FIGURE_SPEED_WIDE)
        grid_add(g, row->verdict[0] != '\0' ? row->verdict : "-");
}
