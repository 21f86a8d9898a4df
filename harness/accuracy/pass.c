#include "accuracy/pass.h"

#include "accuracy/worker.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/status.h"

#include <omp.h>
#include <stdlib.h>

/* Adds what one thread kept to the findings; the caller holds the lock. */
static void gather(const worker *w, findings *out)
{
    for (size_t i = 0; i < w->pass->impl_count; i++) {
        const worker_share *share = &w->shares[i];
        histogram_add(&out[i].histogram, &share->histogram);
        out[i].kernel_seconds += share->kernel_seconds;
        out[i].seconds += share->seconds + w->truth_seconds / (double)w->pass->impl_count;
        out[i].overran |= share->overran;
    }
}

static int judge_filter(const pass *p, double worst, uint64_t magnitude)
{
    const double bound = p->question.function->ops[p->question.op].filter_bound;
    if (worst <= bound)
        return STATUS_GOOD;
    return complain(
        STATUS_WORSE,
        "%s %s: the fast reference misses MPFR by %.3g at magnitude 0x%llx, its bound is %.3g: nothing is "
        "reported; run again with --reference mpfr",
        p->question.function->name, op_names[p->question.op], worst, (unsigned long long)magnitude, bound);
}

int pass_run(const pass *p, findings *out, bool *complete)
{
    const size_t segments = inputs_segments(&p->inputs);
    for (size_t i = 0; i < p->impl_count; i++) {
        out[i] = (findings){.impl = p->impls[i], .segment_count = segments};
        out[i].segments = memory_or_exit(calloc(2 * segments, sizeof *out[i].segments));
    }
    double worst = 0;
    uint64_t worst_x = 0;
    bool stopped = false;
#pragma omp parallel num_threads(p->threads)
    {
        worker *w = worker_new(p);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < segments; i++) {
            if (interrupted()) {
#pragma omp atomic write
                stopped = true;
                continue;
            }
            worker_segment(w, i, out);
            if (p->progress != NULL)
                progress_add(p->progress, 1);
        }
#pragma omp critical
        {
            gather(w, out);
            if (w->worst_filter_error > worst) {
                worst = w->worst_filter_error;
                worst_x = w->worst_filter_x;
            }
        }
        worker_free(w);
    }
    *complete = !stopped;
    return judge_filter(p, worst, worst_x);
}

void findings_free(findings *f)
{
    free(f->segments);
    f->segments = NULL;
}

tally findings_total(const findings *f)
{
    tally total = tally_zero();
    for (size_t i = 0; i < 2 * f->segment_count; i++)
        tally_add(&total, &f->segments[i]);
    return total;
}
