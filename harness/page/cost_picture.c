/* What an activation costs of an epoch of training. */
#include "page/palette.h"
#include "page/training_pictures.h"

#include <math.h>
#include <string.h>

enum { KERNELS_MAX = 16, NAME_MOST = 60, CARD_ROOM = 512, ROW_HEIGHT = 24 };

/* The runs with one pair of kernels. */
typedef struct cost {
    const training_row *of;
    double sum, least, most; /* of the share of an epoch's time */
    size_t runs;
} cost;

static bool has_kernels_of(const cost *c, const training_row *row)
{
    return strcmp(c->of->kernel, row->kernel) == 0 && strcmp(c->of->gradient_kernel, row->gradient_kernel) == 0;
}

static size_t gather(const table *training, cost *costs)
{
    size_t count = 0;
    for (size_t i = 0; i < training->count; i++) {
        const training_row *row = table_row(training, i);
        const double share = row->forward_share + row->gradient_share;
        if (strcmp(row->experiment, "cost") != 0 || !isfinite(share))
            continue;
        size_t k = 0;
        while (k < count && !has_kernels_of(&costs[k], row))
            k++;
        if (k == KERNELS_MAX)
            continue;
        if (k == count)
            costs[count++] = (cost){.of = row, .least = share, .most = share};
        costs[k].sum += share;
        costs[k].least = fmin(costs[k].least, share);
        costs[k].most = fmax(costs[k].most, share);
        costs[k].runs++;
    }
    return count;
}

bool cost_picture_draw(drawing *d, const table *training, picture *made)
{
    cost costs[KERNELS_MAX];
    const size_t count = gather(training, costs);
    if (count == 0)
        return false;
    FILE *to = drawing_figure(d, 960, 90 + ROW_HEIGHT * (int)count, &made->number);
    fprintf(
        to,
        "set xrange [0:100]\nset yrange [%zu.5:-0.5]\nset xlabel 'share of an epoch in the activation and its slope, %%'\n"
        "set ytics (",
        count - 1);
    for (size_t i = 0; i < count; i++) {
        char name[TEXT_LONG];
        snprintf(name, sizeof name, "%s, slope by %s", costs[i].of->kernel, costs[i].of->gradient_kernel);
        fputs(i > 0 ? ", " : "", to);
        picture_quote(to, name, NAME_MOST);
        fprintf(to, " %zu", i);
    }
    fputs(")\n$costs << EOD\n", to);
    for (size_t i = 0; i < count; i++) {
        const cost *c = &costs[i];
        const double mean = c->sum / (double)c->runs;
        char text[CARD_ROOM];
        snprintf(text, sizeof text, "%s, slope by %s\n%.3g%% of an epoch (%.3g to %.3g over %zu runs)", c->of->kernel,
                 c->of->gradient_kernel, 100 * mean, 100 * c->least, 100 * c->most, c->runs);
        fprintf(to, "%.5g %zu %.5g %.5g card:%zu\n", 100 * mean, i, 100 * c->least, 100 * c->most,
                drawing_card(d, c->of->kernel, "ours", text));
    }
    fprintf(
        to,
        "EOD\nplot $costs using 1:2:3:4 with xerrorbars lc rgb '%s' pt 0, $costs using 1:2:5 with labels hypertext point pt "
        "%d ps 0.8 lc rgb '%s'\n",
        palette[0].color, palette[0].shape, palette[0].color);
    snprintf(made->label, sizeof made->label, "What an activation costs in training");
    snprintf(
        made->caption, sizeof made->caption,
        "The share of an epoch's time that goes into the activation, forward and backward: the mean and the range over "
        "runs. `kept_output`: the slope is read from the output that the forward pass kept.");
    return true;
}
