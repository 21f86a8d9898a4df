#include "certify/certify.h"

#include "judge/tally.h"
#include "reference/compositions.h"
#include "support/hot.h"
#include "support/memory.h"
#include "support/splitmix.h"
#include "truth/base_values.h"

#include <math.h>
#include <stdlib.h>

/* A check looks again at one input of so many. */
enum { SAMPLED_OF = 1000 };

/* What the values of a segment have room for. */
typedef enum room_kind {
    ROOM_WIDE,      /* MPFR has to be asked at each input */
    ROOM_VALUE,     /* f = value */
    ROOM_RATIO,     /* f = value * x */
    ROOM_NO_NUMBER, /* f is not defined */
} room_kind;

typedef struct enclosure {
    room_kind kind;
    long double value;
} enclosure;

typedef struct certified {
    question question;
    const composed *composed;
    enclosure sides[2]; /* of the segment at hand */
} certified;

struct certifier {
    size_t count;
    certified *ops;
    exact_scratch exact;
    base_scratch *base;
    base_values values[BASE_COUNT];
    _Alignas(64) double m[BLOCK_ROOM], y[2][BLOCK_ROOM];
};

certificate certificate_none(void)
{
    return (certificate){.largest_x = NO_INPUT};
}

void certificate_add(certificate *to, const certificate *from)
{
    to->by_mpfr += from->by_mpfr;
    to->by_monotonicity += from->by_monotonicity;
    if (from->largest_error > to->largest_error) {
        to->largest_error = from->largest_error;
        to->largest_x = from->largest_x;
    }
}

size_t certify_questions(question *out, size_t scratch)
{
    size_t functions, count = 0;
    const function *const *all = function_all(&functions);
    for (size_t i = 0; i < functions; i++)
        for (int o = 0; o < OP_COUNT; o++)
            if (all[i]->ops[o].exact != NULL && count < scratch)
                out[count++] = question_of(all[i], (op)o, DTYPE_F32, NULL);
    return count;
}

static inputs every_input(void)
{
    return (inputs){.kind = INPUTS_EXHAUSTIVE, .format = format_of(DTYPE_F32)};
}

size_t certify_segments(void)
{
    const inputs in = every_input();
    const segment s = inputs_segment(&in, 0);
    return (size_t)((in.format->infinity + s.count - 1) / s.count);
}

certifier *certifier_new(const question *questions, size_t count)
{
    certifier *c = memory_or_exit(aligned_alloc(64, (sizeof *c + 63) / 64 * 64));
    *c = (certifier){.count = count, .ops = memory_or_exit(calloc(count, sizeof *c->ops)), .base = base_scratch_new()};
    exact_scratch_init(&c->exact);
    for (size_t i = 0; i < count; i++)
        c->ops[i] =
            (certified){.question = questions[i], .composed = &questions[i].function->ops[questions[i].op].composed};
    return c;
}

void certifier_free(certifier *c)
{
    exact_scratch_clear(&c->exact);
    base_scratch_free(c->base);
    free(c->ops);
    free(c);
    mpfr_free_cache();
}

/* The filter's own limits: above the first, values are not told apart; below the second, only that they are. */
static const long double beyond = 0x1p1023L, least = FILTER_LEAST;

static long double clipped(long double y)
{
    return y > beyond ? beyond : y < -beyond ? -beyond : y;
}

static long double relative_error(double got, long double y)
{
    if (isnan(y) || isnan(got))
        return isnan(y) == isnan(got) ? 0 : INFINITY;
    const long double exact = clipped(y), size = fabsl(exact);
    return fabsl(clipped(got) - exact) / (size > least ? size : least);
}

static long double exact_value_at(certifier *c, const question *q, uint64_t magnitude, bool negative)
{
    const exact_value v = exact_at(q, format_bits(q->format, magnitude, negative), &c->exact);
    return isnan(v.quotient) ? NAN : mpfr_inf_p(c->exact.y) ? v.quotient * INFINITY : base_long_double(c->exact.y);
}

static bool no_room(long double a, long double b)
{
    const long double size = fminl(fabsl(a), fabsl(b));
    return fabsl(a - b) <= CERTIFY_ROOM * (size > least ? size : least);
}

/* Between the two ends of a segment, first > 0. */
static enclosure enclose(certifier *c, const certified *op, uint64_t first, uint64_t last, bool negative)
{
    const question *q = &op->question;
    const long double a = exact_value_at(c, q, first, negative), b = exact_value_at(c, q, last, negative);
    if (isnan(a) && isnan(b))
        return (enclosure){ROOM_NO_NUMBER, NAN};
    const double ends[2] = {format_value(q->format, first), format_value(q->format, last)};
    if (traits_direction(&q->traits, negative, ends[0], ends[1]) != 0 && no_room(clipped(a), clipped(b)))
        return (enclosure){ROOM_VALUE, clipped(a)};
    const long double sign = negative ? -1 : 1;
    const long double at_first = sign * a / ends[0];
    const long double at_last = sign * b / ends[1];
    if (op->composed->chord && no_room(at_first, at_last))
        return (enclosure){ROOM_RATIO, at_first};
    return (enclosure){ROOM_WIDE, NAN};
}

static void keep_larger(certificate *to, long double error, uint64_t x)
{
    /* Rounded up; an error of exactly 0 stays one. */
    const double value = nextafter((double)error, INFINITY);
    if (error > 0 && value > to->largest_error) {
        to->largest_error = value;
        to->largest_x = x;
    }
}

HOT static size_t count_nan(const double *y, size_t n)
{
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += y[i] != y[i];
    return (size_t)count;
}

/* A NaN is neither the largest nor the smallest of anything, so what compares extremes is blind to it. */
static void compare_numbers(const double *y, size_t n, const float_format *f, uint64_t first, bool negative,
                            certificate *to)
{
    if (count_nan(y, n) == 0)
        return;
    for (size_t i = 0; i < n; i++)
        if (isnan(y[i]))
            keep_larger(to, INFINITY, format_bits(f, first + i, negative));
}

/* The largest and the smallest of n > 0 values. */
HOT static void extremes(const double *y, size_t n, double *low, double *high)
{
    double l = y[0], h = y[0];
    for (size_t i = 1; i < n; i++) {
        l = y[i] < l ? y[i] : l;
        h = y[i] > h ? y[i] : h;
    }
    *low = l;
    *high = h;
}

static void compare_value(const double *y, size_t n, long double value, const float_format *f, uint64_t first,
                          bool negative, certificate *to)
{
    double ends[2];
    extremes(y, n, &ends[0], &ends[1]);
    for (int e = 0; e < 2; e++) {
        const long double error = relative_error(ends[e], value);
        if (error == 0 || (double)(error + CERTIFY_ROOM) < to->largest_error)
            continue;
        for (size_t i = 0; i < n; i++)
            if (y[i] == ends[e]) {
                keep_larger(to, error + CERTIFY_ROOM, format_bits(f, first + i, negative));
                break;
            }
    }
}

/* The largest |y - r m| / m; r = top + rest, and top m is exact. */
HOT static double largest_off_ratio(const double *y, const double *m, size_t n, double top, double rest)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        const double off = fabs((y[i] - top * m[i]) - rest * m[i]) / m[i];
        largest = off > largest ? off : largest;
    }
    return largest;
}

static void compare_ratio(const double *y, const double *m, size_t n, long double ratio, const float_format *f,
                          uint64_t first, bool negative, certificate *to)
{
    const long double r = negative ? -ratio : ratio;
    const double top = (double)(float)r, rest = (double)(r - (long double)top);
    const long double error = (long double)largest_off_ratio(y, m, n, top, rest) / fabsl(r);
    if (error == 0 || (double)(error + CERTIFY_ROOM) < to->largest_error)
        return;
    for (size_t i = 0; i < n; i++) {
        const long double here = relative_error(y[i], r * (long double)m[i]);
        keep_larger(to, here > 0 ? here + CERTIFY_ROOM : 0, format_bits(f, first + i, negative));
    }
}

static void compare_at(double got, long double y, uint64_t x, certificate *to)
{
    if (fabsl((long double)got - y) <= (to->largest_error - CERTIFY_SLACK) * fabsl(y))
        return;
    const long double error = relative_error(got, y);
    keep_larger(to, error > 0 ? error + CERTIFY_SLACK : 0, x);
}

static void compare_each(certifier *c, const certified *op, size_t begin, size_t end, uint64_t first, bool negative,
                         certificate *to)
{
    const question *q = &op->question;
    /* The base values are of normal inputs. */
    const bool is_normal = first >= UINT64_C(1) << (q->format->precision - 1);
    const base_values *v = &c->values[op->composed->base];
    for (size_t i = begin; i < end; i++) {
        composition *compose = is_normal ? composition_at(op->composed, negative, c->m[i]) : NULL;
        const long double exact = compose != NULL ? compose((long double)c->m[i], v->first[i], v->second[i])
                                                  : exact_value_at(c, q, first + i, negative);
        compare_at(c->y[negative][i], exact, format_bits(q->format, first + i, negative), to);
    }
}

/* Of the block at `first` the places from begin to end. */
static void compare_block(certifier *c, const certified *op, size_t begin, size_t end, uint64_t first, certificate *to)
{
    const float_format *f = op->question.format;
    const double *m = c->m + begin;
    const size_t n = end - begin;
    for (int s = 0; s < 2; s++) {
        const enclosure *e = &op->sides[s];
        const double *y = c->y[s] + begin;
        switch (e->kind) {
        case ROOM_VALUE:
            compare_numbers(y, n, f, first + begin, s == 1, to);
            compare_value(y, n, e->value, f, first + begin, s == 1, to);
            break;
        case ROOM_RATIO:
            compare_numbers(y, n, f, first + begin, s == 1, to);
            compare_ratio(y, m, n, e->value, f, first + begin, s == 1, to);
            break;
        case ROOM_WIDE:
            compare_each(c, op, begin, end, first, s == 1, to);
            break;
        case ROOM_NO_NUMBER:
            for (size_t i = 0; i < n; i++)
                compare_at(y[i], NAN, format_bits(f, first + begin + i, s == 1), to);
        }
        *(e->kind == ROOM_WIDE ? &to->by_mpfr : &to->by_monotonicity) += n;
    }
}

static bool base_needed(const certifier *c, base b)
{
    for (size_t i = 0; i < c->count; i++)
        for (int s = 0; s < 2; s++)
            if (c->ops[i].composed->base == b && c->ops[i].sides[s].kind == ROOM_WIDE &&
                c->ops[i].composed->side[s] != NULL)
                return true;
    return false;
}

static void load_magnitudes(certifier *c, const float_format *f, uint64_t first, size_t n)
{
    for (size_t i = 0; i < n; i++)
        c->m[i] = format_value(f, first + i);
}

/* Zero, and the poles that a segment may begin with. */
static void certify_one(certifier *c, uint64_t magnitude, certificate *out)
{
    for (size_t i = 0; i < c->count; i++) {
        const question *q = &c->ops[i].question;
        load_magnitudes(c, q->format, magnitude, 1);
        q->function->ops[q->op].filter(c->m, c->y[0], c->y[1], 1, &q->params);
        for (int s = 0; s < 2; s++) {
            compare_at(c->y[s][0], exact_value_at(c, q, magnitude, s == 1), format_bits(q->format, magnitude, s == 1),
                       &out[i]);
            out[i].by_mpfr++;
        }
    }
}

void certify_segment(certifier *c, size_t index, certificate *out)
{
    const inputs in = every_input();
    const segment s = inputs_segment(&in, index);
    const uint64_t last = s.first + s.count - 1;
    for (size_t i = 0; i < c->count; i++) {
        out[i] = certificate_none();
        for (int side = 0; side < 2; side++)
            c->ops[i].sides[side] = enclose(c, &c->ops[i], s.first + 1, last, side == 1);
    }
    certify_one(c, s.first, out);
    bool needed[BASE_COUNT];
    for (base b = 0; b < BASE_COUNT; b++)
        needed[b] = base_needed(c, b);

    for (uint64_t first = s.first; first <= last; first += BLOCK_MAX) {
        for (base b = 0; b < BASE_COUNT; b++)
            if (needed[b])
                base_fill(b, first, BLOCK_MAX, c->base, &c->values[b]);
        load_magnitudes(c, in.format, first, BLOCK_MAX);
        for (size_t i = 0; i < c->count; i++) {
            const question *q = &c->ops[i].question;
            q->function->ops[q->op].filter(c->m, c->y[0], c->y[1], BLOCK_MAX, &q->params);
            compare_block(c, &c->ops[i], first == s.first ? 1 : 0, BLOCK_MAX, first, &out[i]);
        }
    }
}

static void sample_block(certifier *c, const uint64_t *magnitudes, size_t n, certificate *out)
{
    for (size_t i = 0; i < c->count; i++) {
        const question *q = &c->ops[i].question;
        for (size_t k = 0; k < n; k++)
            c->m[k] = format_value(q->format, magnitudes[k]);
        q->function->ops[q->op].filter(c->m, c->y[0], c->y[1], n, &q->params);
        for (int s = 0; s < 2; s++)
            for (size_t k = 0; k < n; k++) {
                const long double exact = exact_value_at(c, q, magnitudes[k], s == 1);
                keep_larger(&out[i], relative_error(c->y[s][k], exact), format_bits(q->format, magnitudes[k], s == 1));
            }
        out[i].by_mpfr += 2 * n;
    }
}

void certify_sample(certifier *c, size_t index, uint64_t seed, certificate *out)
{
    const inputs in = every_input();
    const segment s = inputs_segment(&in, index);
    const uint64_t stream = splitmix_at(seed, index);
    const uint64_t draws = (s.count + SAMPLED_OF - 1) / SAMPLED_OF;
    for (size_t i = 0; i < c->count; i++)
        out[i] = certificate_none();
    uint64_t drawn[BLOCK_MAX];
    size_t n = 0;
    for (uint64_t k = 0; k < draws; k++) {
        drawn[n++] = s.first + splitmix_at(stream, k) % s.count;
        if (n == BLOCK_MAX || k + 1 == draws) {
            sample_block(c, drawn, n, out);
            n = 0;
        }
    }
}
