/* What sigmoid and ReLU cost: plain C on the scalar libm or the fastest accurate implementation, from an
 * array in the L1 cache to one beyond all caches; and what of it a training step feels. */
#include "claims/contest.h"
#include "claims/take.h"
#include "claims/verdicts.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

/* Times within 5% of each other are called the same. */
static const double same = 1.05;
enum { IN_L1 = 4096, SIZES = 64 };

/* The implementations written as the textbooks have them: not candidates for the fastest. */
static const char *const textbook[] = {"sigmoid/naive", "sigmoid/stable", "sigmoid/tanh_form", "sigmoid/double"};

static bool is_plain(const speed_row *row, const char *function)
{
    return strcmp(row->function, function) == 0 && strcmp(row->op, "forward") == 0 && strcmp(row->dtype, "f32") == 0 &&
           strcmp(row->distribution, "N(0,4)") == 0 && strcmp(row->placement, "out_of_place") == 0 &&
           strcmp(row->mode, "throughput") == 0 && row->threads <= 1;
}

static bool is_textbook(const char *impl)
{
    for (size_t i = 0; i < LENGTH(textbook); i++)
        if (strcmp(textbook[i], impl) == 0)
            return true;
    return false;
}

/* Whether the rows say that the implementation is accurate on every f32 input and answers NaN with NaN. */
static bool is_accurate(const table *t, const char *impl)
{
    const accuracy_row *row = find_accuracy(t, "forward", impl);
    return row != NULL && row->max_ulp <= ACCURATE_ULP && row->faults == 0;
}

/* The ways to compute both functions: sigmoid on the scalar libm and the fastest ReLU; the fastest of both;
 * and both one element after the other, ReLU with a branch and without. */
typedef enum way { SCALAR, FASTEST, AS_WRITTEN, WITHOUT_BRANCH, WAYS } way;

/* The one ReLU of a way; NULL: any. */
static const char *const relu_of[WAYS] = {[AS_WRITTEN] = "relu/branch", [WITHOUT_BRANCH] = "relu/mask"};

static bool takes_part(const judgement *j, const speed_row *row, const char *function, way how)
{
    if (!is_plain(row, function))
        return false;
    if (strcmp(function, "relu") == 0)
        return relu_of[how] == NULL || strcmp(row->impl, relu_of[how]) == 0;
    return how != FASTEST ? strcmp(row->impl, "sigmoid/naive") == 0
                          : !is_textbook(row->impl) && is_accurate(j->evidence->accuracy, row->impl);
}

/* The first row of an implementation in L1. */
static const speed_row *first_in_l1(const table *t, const char *function, const char *impl)
{
    for (size_t i = 0; i < t->count; i++) {
        const speed_row *row = table_row(t, i);
        if (row->n == IN_L1 && is_plain(row, function) && strcmp(row->impl, impl) == 0)
            return row;
    }
    return NULL;
}

/* The fastest of few need not be the fastest there is. */
static void say_untimed(judgement *j, const char *function)
{
    const table *t = j->evidence->speed;
    const size_t due = implementations_due(function, "forward");
    size_t timed = 0;
    for (size_t i = 0; i < t->count; i++) {
        const speed_row *row = table_row(t, i);
        if (first_in_l1(t, function, row->impl) != row)
            continue;
        use_row(j, t, row);
        timed++;
    }
    if (timed < due)
        say_lacking(j, "It rests on times of %zu of %zu implementations of %s: run `actbench speed` for the rest.",
                    timed, due, function);
}

/* The fastest row that takes part at that n in that state of the machine, those with an interval first; NULL
 * where there is none. */
static const speed_row *fastest(const judgement *j, const char *function, way how, uint64_t n, const char *state)
{
    const table *t = j->evidence->speed;
    const speed_row *best = NULL;
    for (size_t i = 0; i < t->count; i++) {
        const speed_row *row = table_row(t, i);
        if (row->n != n || strcmp(row->state, state) != 0 || !takes_part(j, row, function, how) ||
            isnan(row->ratio_to_copy))
            continue;
        const bool firmer = best != NULL && isnan(best->copy_low) && !isnan(row->copy_low);
        const bool as_firm = best != NULL && isnan(best->copy_low) == isnan(row->copy_low);
        if (best == NULL || firmer || (as_firm && row->ratio_to_copy < best->ratio_to_copy))
            best = row;
    }
    return best;
}

static bool of_sigmoid(const void *row, const void *unused)
{
    (void)unused;
    return is_plain(row, "sigmoid");
}

typedef struct price {
    interval ratio; /* sigmoid : ReLU */
    int verdict;    /* +1: sigmoid costs more; -1: the same or less; 0: cannot tell */
    char impl[TEXT_NAME];
} price;

/* " [low, high]", or that there is none: a short run measures some ratios once. */
static void describe_interval(interval of, char *text, size_t size)
{
    if (isnan(of.low))
        snprintf(text, size, ", no interval");
    else
        snprintf(text, size, " [%.4g, %.4g]", of.low, of.high);
}

typedef struct sides {
    const speed_row *sigmoid, *relu;
} sides;

/* Both sides in one state of the machine, the fast one where there is a choice: ratios differ between states.
 * NULL where no state has both. */
static sides find_sides(const judgement *j, way how, uint64_t n)
{
    static const char *const states[] = {"fast", "slow"};
    for (size_t i = 0; i < LENGTH(states); i++) {
        const sides s = {fastest(j, "sigmoid", how, n, states[i]), fastest(j, "relu", how, n, states[i])};
        if (s.sigmoid != NULL && s.relu != NULL)
            return s;
    }
    return (sides){NULL, NULL};
}

/* Both are paired with memcpy in the same rounds: the quotient of those ratios, with the ends that are
 * farthest apart. */
static price price_at(judgement *j, way how, uint64_t n)
{
    const sides s = find_sides(j, how, n);
    const speed_row *sigmoid = s.sigmoid, *relu = s.relu;
    price p = {.ratio = exactly(NAN)};
    if (sigmoid == NULL)
        return p;
    use_row(j, j->evidence->speed, sigmoid);
    use_row(j, j->evidence->speed, relu);
    snprintf(p.impl, sizeof p.impl, "%s", sigmoid->impl);
    p.ratio = (interval){sigmoid->ratio_to_copy / relu->ratio_to_copy, sigmoid->copy_low / relu->copy_high,
                         sigmoid->copy_high / relu->copy_low};
    const double floor = fmax(0, fmax(sigmoid->noise_floor, relu->noise_floor));
    p.verdict = p.ratio.low > fmax(same, 1 + floor) ? 1 : p.ratio.high <= same ? -1 : 0;
    char range[TEXT_NAME];
    describe_interval(p.ratio, range, sizeof range);
    say(j, "n = %llu, %s state: %s %.4g x memcpy, %s %.4g x memcpy: ratio %.4g%s, noise floor %.2g: %s",
        (unsigned long long)n, sigmoid->state, sigmoid->impl, sigmoid->ratio_to_copy, relu->impl, relu->ratio_to_copy,
        p.ratio.estimate, range, floor,
        p.verdict > 0   ? "sigmoid costs more"
        : p.verdict < 0 ? "no more"
                        : "cannot tell");
    return p;
}

static price take_price(judgement *j, way how, uint64_t n)
{
    const price p = price_at(j, how, n);
    if (isnan(p.ratio.estimate))
        say_missing(j,
                    "speed.csv lacks %s sigmoid and relu at n = %llu in one state of the machine: run "
                    "`actbench speed` "
                    "and `actbench accuracy`",
                    how == FASTEST ? "an accurate SIMD" : "a scalar", (unsigned long long)n);
    return p;
}

/* The four regimes. */
typedef struct prices {
    price scalar_l1, scalar_beyond, simd_l1, simd_beyond;
    uint64_t beyond;    /* elements of the array beyond the caches */
    uint64_t crossover; /* the size from which on the fastest costs no more than ReLU; 0: none */
    uint64_t dearer;    /* the largest size below it that was tried; 0: none */
} prices;

static prices take_prices(judgement *j)
{
    double sizes[SIZES];
    const size_t count = distinct_values(j->evidence->speed, "n", of_sigmoid, NULL, sizes, SIZES);
    prices p = {.beyond = count > 0 ? (uint64_t)sizes[count - 1] : 0};
    p.scalar_l1 = take_price(j, SCALAR, IN_L1);
    p.scalar_beyond = take_price(j, SCALAR, p.beyond);
    p.simd_l1 = take_price(j, FASTEST, IN_L1);
    p.simd_beyond = take_price(j, FASTEST, p.beyond);
    say_untimed(j, "sigmoid");
    say_untimed(j, "relu");
    if (p.beyond <= IN_L1)
        say_missing(j, "speed.csv has no array beyond the caches: run `actbench speed --n 4096 --n beyond`");
    if (count == 0 || p.simd_beyond.verdict >= 0)
        return p;
    p.crossover = p.beyond;
    for (size_t i = count - 1; i-- > 0;) {
        if (price_at(j, FASTEST, (uint64_t)sizes[i]).verdict >= 0) {
            p.dearer = (uint64_t)sizes[i];
            break;
        }
        p.crossover = (uint64_t)sizes[i];
    }
    return p;
}

static void describe_crossover(const prices *p, char *text, size_t size)
{
    if (p->crossover > 0)
        snprintf(text, size, "no dearer from n = %llu on (the size tried before is %llu)",
                 (unsigned long long)p->crossover, (unsigned long long)p->dearer);
    else
        snprintf(text, size, "at no size tried surely no dearer");
}

static void name_prices(judgement *j, const prices *p)
{
    figure(j, "scalar", 3, p->scalar_l1.ratio.estimate);
    figure(j, "simd", 3, p->simd_l1.ratio.estimate);
    figure(j, "simd_beyond", 3, p->simd_beyond.ratio.estimate);
}

/* N13 */
conclusion judge_relu_cost(judgement *j)
{
    const prices p = take_prices(j);
    const price branching = take_price(j, AS_WRITTEN, IN_L1), masked = take_price(j, WITHOUT_BRANCH, IN_L1);
    const int cheaper[] = {p.scalar_l1.verdict,   p.scalar_beyond.verdict, p.simd_l1.verdict,
                           p.simd_beyond.verdict, branching.verdict,       masked.verdict};
    char crossover[TEXT_NAME];
    describe_crossover(&p, crossover, sizeof crossover);
    name_prices(j, &p);
    figure(j, "branching", 3, branching.ratio.estimate);
    figure(j, "masked", 3, masked.ratio.estimate);
    figure(j, "crossover", 0, p.crossover > 0 ? (double)p.crossover : NAN);
    return (conclusion){
        .verdict = combined_verdict(cheaper, 6),
        .effect = p.simd_l1.ratio,
        .unit = "times ReLU's time, fastest accurate sigmoid, n = 4096",
        .regime =
            sentence("sigmoid : ReLU, scalar libm: %.3g (n = %d), %.3g (n = %llu); fastest accurate: %.3g, %.3g; one "
                     "element after the other, against a ReLU with a branch: %.3g, without: %.3g; %s",
                     p.scalar_l1.ratio.estimate, IN_L1, p.scalar_beyond.ratio.estimate, (unsigned long long)p.beyond,
                     p.simd_l1.ratio.estimate, p.simd_beyond.ratio.estimate, branching.ratio.estimate,
                     masked.ratio.estimate, crossover),
    };
}

/* How the time to a loss comes about: steps times seconds a step, sigmoid over ReLU. */
typedef struct training_price {
    comparison epoch;    /* seconds, sigmoid : ReLU */
    double share;        /* of a training step, spent in sigmoid and its gradient */
    interval explained;  /* share of the cost in the logarithm of the ratio of times; NaN: sigmoid is not slower */
    const char *sigmoid; /* the kernel */
} training_price;

/* log cost / (log cost + log steps), with the ends that are farthest apart. */
static interval explained_by(interval cost, interval steps)
{
    const interval c = {log(cost.estimate), log(cost.low), log(cost.high)};
    const interval s = {log(steps.estimate), log(steps.low), log(steps.high)};
    if (!(c.low + s.low > 0))
        return exactly(NAN);
    return (interval){c.estimate / (c.estimate + s.estimate), c.low / (c.low + s.high), c.high / (c.high + s.low)};
}

static training_price training_price_of(judgement *j, const char *sigmoid_kernel, const char *relu_kernel)
{
    /* As in frameworks: the slope follows from the output that was kept. */
    const run_filter
        f = {.experiment = "cost", .activation = "sigmoid", .kernel = sigmoid_kernel, .gradient_kernel = "kept_output"},
        g = {.experiment = "cost", .activation = "relu", .kernel = relu_kernel, .gradient_kernel = "kept_output"};
    const series sigmoid = find_series(j, &f, "epoch_seconds"), relu = find_series(j, &g, "epoch_seconds");
    const series forward = find_series(j, &f, "forward_share"), gradient = find_series(j, &f, "gradient_share");
    char what[TEXT_LONG];
    snprintf(what, sizeof what, "seconds an epoch, %s : %s", sigmoid_kernel, relu_kernel);
    const training_price p = {.epoch = compare(j, what, &sigmoid, &relu, true),
                              .share = series_mean(&forward).estimate + series_mean(&gradient).estimate,
                              .explained = exactly(NAN),
                              .sigmoid = sigmoid_kernel};
    say(j, "share of a training step in %s and its gradient: %.3g", sigmoid_kernel, p.share);
    if (p.epoch.pairs == 0)
        say_missing(j, "training.csv has no epoch_seconds of %s beside %s: run `actbench train`", sigmoid_kernel,
                    relu_kernel);
    return p;
}

/* +1: sigmoid's epoch is longer; -1: it is not; 0: cannot tell. */
static int lengthens(const comparison *epoch)
{
    return epoch->difference.high <= same ? -1 : direction(epoch, same);
}

/* +1: cost is more than half of the reason why a loss takes sigmoid longer; -1: less, or an epoch costs no more; 0:
 * cannot tell. */
static int is_the_reason(const training_price *p, const comparison *epoch)
{
    if (lengthens(epoch) < 0)
        return -1;
    return p->explained.low > 0.5 ? 1 : p->explained.high < 0.5 ? -1 : 0;
}

/* "SHARE [low, high]", or that sigmoid is not surely slower; text has room for TEXT_NAME. */
static const char *describe_share(const interval *share, char *text)
{
    if (isnan(share->estimate))
        snprintf(text, TEXT_NAME, "(sigmoid is not surely slower)");
    else
        snprintf(text, TEXT_NAME, "%.2g [%.2g, %.2g]", share->estimate, share->low, share->high);
    return text;
}

/* N04: sigmoid is expensive, and therefore training takes long. */
conclusion judge_sigmoid_cost(judgement *j)
{
    enum { KERNELS = 2 };
    const prices p = take_prices(j);
    training_price by[KERNELS] = {training_price_of(j, "sigmoid/naive", "relu/mask"),
                                  training_price_of(j, "sigmoid/fast", "relu/exact")};
    const measure *m = &measures[BY_STEPS];
    const series slow = take_measure(j, m, &(entrant){.activation = "sigmoid"}, FROM_OWN),
                 fast = take_measure(j, m, &(entrant){.activation = "relu"}, FROM_OWN);
    const comparison steps = compare(j, "steps to the loss, sigmoid : ReLU, own weights", &slow, &fast, true);
    comparison epochs[KERNELS] = {by[0].epoch, by[1].epoch};
    adjust_together(j, epochs, KERNELS);
    int answers[4 + 2 * KERNELS] = {p.scalar_l1.verdict, p.scalar_beyond.verdict, p.simd_l1.verdict,
                                    p.simd_beyond.verdict};
    char shares[KERNELS][TEXT_NAME], crossover[TEXT_LONG];
    for (size_t i = 0; i < KERNELS; i++) {
        by[i].explained = explained_by(epochs[i].difference, steps.difference);
        describe_share(&by[i].explained, shares[i]);
        say(j, "time to the loss, %s: steps x %.3g, seconds a step x %.3g; share of the cost in the logarithm: %s",
            by[i].sigmoid, steps.difference.estimate, epochs[i].difference.estimate, shares[i]);
        answers[4 + 2 * i] = lengthens(&epochs[i]);
        answers[5 + 2 * i] = is_the_reason(&by[i], &epochs[i]);
    }
    describe_crossover(&p, crossover, sizeof crossover);
    name_prices(j, &p);
    figure(j, "epoch_scalar", 3, epochs[0].difference.estimate);
    figure(j, "epoch_simd", 3, epochs[1].difference.estimate);
    figure(j, "steps", 3, steps.difference.estimate);
    figure_percent(j, "share_scalar", by[0].explained.estimate);
    figure_percent(j, "share_simd", by[1].explained.estimate);
    return (conclusion){
        .verdict = combined_verdict(answers, 4 + 2 * KERNELS),
        .effect = p.scalar_l1.ratio,
        .unit = "times ReLU's time, sigmoid on the scalar libm, array in L1",
        .regime =
            sentence("the function, scalar: %.3g (n = %d), %.3g (n = %llu); fastest accurate SIMD: %.3g, %.3g; %s; an "
                     "epoch, scalar: %.3g, SIMD: %.3g; the dearer step's part in the logarithm of the time to a loss, "
                     "scalar: %s, SIMD: %s",
                     p.scalar_l1.ratio.estimate, IN_L1, p.scalar_beyond.ratio.estimate, (unsigned long long)p.beyond,
                     p.simd_l1.ratio.estimate, p.simd_beyond.ratio.estimate, crossover, epochs[0].difference.estimate,
                     epochs[1].difference.estimate, shares[0], shares[1]),
    };
}
