#include "accuracy/assay.h"

#include "accuracy/report.h"
#include "rows/cell.h"
#include "support/length.h"
#include "support/status.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

assay assay_of(const char *name, op operation, dtype type, uint64_t count)
{
    const function *f = function_find(name);
    ck_assert_ptr_nonnull(f);
    return (assay){.function = f,
                   .op = operation,
                   .dtype = type,
                   .alpha = f->parameters[PARAMETER_ALPHA].usual,
                   .inputs = {.kind = count > 0 ? INPUTS_STRATIFIED : INPUTS_EXHAUSTIVE, .count = count, .seed = 1}};
}

question assay_question(const assay *t)
{
    return question_of(t->function, t->op, t->dtype, &(params){.alpha = t->alpha, .beta = (double)NAN});
}

static pass pass_of(const assay *t, const implementation *const *impls, size_t count)
{
    pass p = {.question = assay_question(t),
              .inputs = t->inputs,
              .reference = t->reference,
              .threads = t->threads > 0 ? t->threads : 1,
              .patience = t->patience,
              .impls = impls,
              .impl_count = count};
    p.inputs.format = p.question.format;
    return p;
}

void assay_run(const assay *t, const implementation *const *impls, size_t count, outcome *out)
{
    seams_set(&t->seams);
    const pass p = pass_of(t, impls, count);
    findings *found = calloc(count, sizeof *found);
    bool complete;
    ck_assert_int_eq(pass_run(&p, found, &complete), STATUS_GOOD);
    ck_assert(complete);
    for (size_t i = 0; i < count; i++) {
        out[i] = (outcome){accuracy_row_of(&p, &found[i], "test"), found[i].offence};
        findings_free(&found[i]);
    }
    free(found);
    seams_set(&(seams){0});
}

findings assay_findings(const assay *t, const implementation *impl, pass *p)
{
    static const implementation *only[1]; /* outlives the pass */
    only[0] = impl;
    seams_set(&t->seams);
    *p = pass_of(t, only, 1);
    findings found;
    bool complete;
    ck_assert_int_eq(pass_run(p, &found, &complete), STATUS_GOOD);
    ck_assert(complete);
    seams_set(&(seams){0});
    return found;
}

tally assay_tally(const assay *t, const implementation *impl)
{
    pass p;
    findings found = assay_findings(t, impl, &p);
    const tally total = findings_total(&found);
    findings_free(&found);
    return total;
}

static outcome run_one(const assay *t, const implementation *impl)
{
    outcome out;
    assay_run(t, &impl, 1, &out);
    return out;
}

outcome assay_f32(const assay *t, kernel_f32 *kernel)
{
    return run_one(t, &(implementation){.name = "test/kernel", .op = t->op, .dtype = DTYPE_F32, .kernel.f32 = kernel});
}

outcome assay_f64(const assay *t, kernel_f64 *kernel)
{
    return run_one(t, &(implementation){.name = "test/kernel", .op = t->op, .dtype = DTYPE_F64, .kernel.f64 = kernel});
}

void assay_expect_equal(const accuracy_row *a, const accuracy_row *b, bool work)
{
    static const char *const of_the_run[] = {"run_id", "seconds", "kernel_seconds"};
    /* These are told as far as the reference's bound goes: a signed mean cancels, an error of 1 is at the edge. */
    static const char *const of_the_work[] = {"mpfr_checked", "ref_bound_ulp", "mean_signed_ulp", "unfaithful",
                                              "beyond_claim"};
    for (size_t i = 0; i < accuracy_schema.column_count; i++) {
        const column *c = &accuracy_schema.columns[i];
        bool skipped = false;
        for (size_t k = 0; k < LENGTH(of_the_run); k++)
            skipped |= strcmp(c->name, of_the_run[k]) == 0;
        for (size_t k = 0; !work && k < LENGTH(of_the_work); k++)
            skipped |= strcmp(c->name, of_the_work[k]) == 0;
        if (skipped)
            continue;
        char a_text[CELL_NUMBER_SIZE], b_text[CELL_NUMBER_SIZE];
        const char *in_a = cell_text(c, a, a_text), *in_b = cell_text(c, b, b_text);
        ck_assert_msg(strcmp(in_a, in_b) == 0, "%s %s %s %s: %s is %s in one row and %s in the other", a->impl, a->op,
                      a->dtype, a->params, c->name, in_a, in_b);
    }
}
