#include "claims/ledger.h"

#include "claims/sayings.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const claim ledger[] = {
    {"N01", "1.1.1", "I", "선형 활성 h(x)=cx를 3층 쌓으면 y=ax, a=c³",
     "stacked linear layers stay linear; activations must be non-linear",
     "Does c(c(cx)) equal c^3 x in MPFR; how far apart are the two in float32; is every activation's best "
     "straight line off?",
     judge_linear_stack},
    {"N02", "1.1.2", "I A", "sigmoid는 0~1 사이의 값", "the range of sigmoid is (0,1)",
     "Is it open in MPFR; from which x on does each float32 implementation return exactly 1, and exactly 0?",
     judge_sigmoid_range},
    {"N03", "1.1.2", "I T", "깊이가 깊어질수록 역전파 갱신값이 소실", "sigmoid's gradient vanishes with depth",
     "How does the norm of a layer's gradient fall with depth, for sigmoid, for ReLU, and for sigmoid with "
     "larger weights?",
     judge_sigmoid_vanishing},
    {"N04", "1.1.2", "S T", "sigmoid 자체의 계산량이 크기 때문에 학습시간도 오래걸린다",
     "sigmoid is expensive, so training takes long",
     "What is the ratio of sigmoid's time to ReLU's, scalar and SIMD, in L1 and beyond the caches; how much "
     "of a training "
     "step is it?",
     judge_sigmoid_cost},
    {"N05", "1.2.1", "-", "\"칵스\"가 sigmoid를 만들었다", "Cox invented the sigmoid", "None: a matter of history.",
     judge_inventor},
    {"N06", "1.2.2-6", "I A", "ln(y/(1-y)) = wx+b ⇔ y = sigmoid(wx+b)", "sigmoid inverts logit",
     "Do the round trips agree in MPFR; how much of x comes back from logit(sigmoid(x)) in float32?", judge_logit},
    {"N07", "1.2.3", "I", "odds = y/(1-y): y=1 → ∞, y=0 → 0", "the odds go to infinity and to 0",
     "What does IEEE arithmetic give at y = 1 and y = 0, and what is the limit in MPFR?", judge_odds},
    {"N08", "1.2.4", "I", "odds가 4 즉 4/1일 때, 4번의 사건이 일어나면 1번은 실패사건",
     "odds 4/1: four successes to one failure", "Is sigmoid(ln 4) equal to 4/5 in MPFR?", judge_odds_of_four},
    {"N09", "1.3.1", "I", "1/(1+e^{-wx+b}) = y", "the last line of the proof that y is the sigmoid",
     "How far is the printed line from y = sigmoid(wx+b), for several b?", judge_proof},
    {"N10", "1.3.2", "I A", "S' = S(1-S)", "the derivative of sigmoid from its output",
     "Is it an identity in MPFR; how wrong is y(1-y) from the rounded y in float32, and where is it 0 too "
     "early?",
     judge_sigmoid_slope},
    {"N11", "1.3.2", "I", "-(1+e^{-g})^{-2} * e^{-g}-1 = ... = -1/(1+e^{-g}) = ...",
     "the intermediate lines of the derivation", "Which printed lines equal the true derivative in MPFR?",
     judge_derivation},
    {"N12", "2", "I A", "ReLU(x)=max(0,x)", "max and piecewise form are the same",
     "Do the spellings agree on every float32, on -0 and on NaN?", judge_relu_spellings},
    {"N13", "2.1.1", "S", "ReLU의 계산량이 적다", "ReLU costs less than sigmoid",
     "What is the ratio of sigmoid's time to ReLU's, and at which array size does the difference vanish?",
     judge_relu_cost},
    {"N14", "2.1.2", "I", "ReLU 출력은 0~1 사이가 아니므로 마지막 레이어는 sigmoid", "ReLU's range is not [0,1]",
     "What is the range of ReLU over the floats?", judge_relu_range},
    {"N15", "3.1.1", "T", "dead ReLU; 학습률이 크면 뉴런의 절반정도가 죽는다",
     "at a large learning rate about half the neurons die",
     "Which share of hidden units is 0 for every training sample, at which rate; does it reach one half?",
     judge_dead_relu},
    {"N16", "3.1.2", "I T", "음수 영역의 기울기는 0", "a dead unit's gradient is 0, so it stays dead",
     "Is the slope 0 for every x < 0, in MPFR and in float32 as textbooks write it (relu/branch, "
     "relu/select); how many units that are dead at a checkpoint live again at the end?",
     judge_dead_forever},
    {"N17", "3.2", "I", "LeakyReLU = max(αx, x)", "leaky ReLU is max(alpha x, x)",
     "For which alpha does it equal the piecewise form?", judge_leaky_form},
    {"N18", "3.2.1", "T", "leakyReLU가 dead ReLU를 해결", "leaky ReLU cures dead units",
     "Which share of leaky units is dead at the rates where ReLU's die?", judge_leaky_cure},
    {"N19", "3.2.2", "- T", "일반적으로 α = 0.01", "alpha is usually 0.01",
     "None: a convention. A sweep of alpha is shown for the record.", judge_alpha_convention},
    {"N20", "3.3.1", "I T", "α를 가중치 매개변수와 마찬가지로 역전파에 의해 학습",
     "PReLU learns its alpha by back-propagation",
     "Is the derivative by alpha right, in MPFR and in float32 as textbooks write it (prelu/branch); does "
     "alpha move in training?",
     judge_prelu_learning},
    {"N21", "3.3.2", "T", "대규모 이미지에서 ReLU보다 좋다", "PReLU beats ReLU on large image sets",
     "What is the difference in test accuracy on the full image set, over seeds?", judge_prelu_large},
    {"N22", "3.3.2", "T", "소규모에서는 오버피팅", "PReLU overfits small sets",
     "Is the gap between training and test accuracy on a small set larger with PReLU than with ReLU?",
     judge_prelu_small},
    {"N23", "3.4", "I A", "ELU = α(e^x-1), x<0", "ELU converges to -alpha",
     "What is the limit in MPFR; how wrong is expf(x)-1 near 0 in float32, and from which x is the result "
     "exactly -alpha?",
     judge_elu_limit},
    {"N24", "3.4.1", "T A", "출력이 평균 0에 가까워 bias shift 감소", "ELU's mean output is nearer to 0",
     "Which mean output have ELU and ReLU on N(0,1), and in the hidden layers of trained nets?", judge_elu_mean},
    {"N25", "3.4.2", "I A T", "x<0에서도 그래디언트가 0이 아니다", "ELU has no dead units",
     "Is the slope > 0 in MPFR; from which x is it 0 in float32; which share of units is dead in training?",
     judge_elu_gradient},
    {"N26", "3.4.3", "I", "α=1이면 x=0에서 매끄럽다", "ELU is smooth at 0 for alpha = 1",
     "By how much does the slope jump at 0, for alpha = 0.5, 1 and 2?", judge_elu_smoothness},
    {"N27", "3.4.3", "T", "ELU는 경사하강법에서 수렴이 빠르다", "ELU converges fast",
     "How many steps to a fixed training loss does each activation take at its own best rate?", judge_elu_convergence},
    {"N28", "4", "I A", "tanh = (e^x-e^-x)/(e^x+e^-x)", "the formula of tanh",
     "Is it an identity in MPFR; how wrong is it as printed in float32, and where does it overflow?",
     judge_tanh_formula},
    {"N29", "4.1.1", "I A", "tanh(x) = 2·sigmoid(2x) - 1", "tanh from sigmoid",
     "Is it an identity in MPFR; how much cancels near 0 in float32?", judge_tanh_from_sigmoid},
    {"N30", "4.1.2", "I A", "tanh의 범위 -1~1, 경사면이 더 크다", "tanh's range is (-1,1) and its slope is larger",
     "What are the largest slopes; from which x do float32 implementations return exactly 1?", judge_tanh_range},
    {"N31", "4.1.2", "T", "tanh가 sigmoid보다 빠르게 수렴", "tanh converges faster than sigmoid",
     "How many steps to a fixed training loss do they take, each at its own best rate; is it the slope or "
     "the centring?",
     judge_tanh_convergence},
    {"N32", "4.1.3", "T", "tanh도 vanishing gradient", "tanh has vanishing gradients too",
     "How does the norm of a layer's gradient fall with depth, for tanh, sigmoid and ReLU?", judge_tanh_vanishing},
    {"N33", "5.1", "T", "선호 순서 ELU → LeakyReLU → ReLU → tanh → sigmoid", "the order of preference",
     "What is Kendall's tau of the printed order and the rankings by test accuracy and by steps to the loss?",
     judge_order},
    {"N34", "5.1", "- T", "cs231n: ReLU 먼저, sigmoid는 사용하지 말라", "ReLU first, never sigmoid",
     "The advice: none. Its measurable part: is sigmoid last, by accuracy and by steps?", judge_advice},
};
const size_t ledger_count = LENGTH(ledger);

const claim *claim_find(const char *id)
{
    for (size_t i = 0; i < ledger_count; i++)
        if (strcmp(ledger[i].id, id) == 0)
            return &ledger[i];
    return NULL;
}

judgement *claim_judge(const claim *c, const evidence *e)
{
    judgement *j = judgement_new(e, c->id);
    j->conclusion = c->judge(j);
    if (j->missing[0] != '\0' && j->conclusion.verdict != NOT_MEASURABLE) {
        conclusion_free(&j->conclusion);
        j->conclusion = (conclusion){
            .verdict = INCONCLUSIVE,
            .effect = exactly(NAN),
            .unit = "",
            .regime = sentence("not all rows are there"),
        };
    }
    return j;
}

static claim_row row_of(const claim *c, const judgement *j, const char *run_id)
{
    const conclusion *found = &j->conclusion;
    claim_row row = {
        .effect = found->effect.estimate, .effect_low = found->effect.low, .effect_high = found->effect.high};
    snprintf(row.run_id, sizeof row.run_id, "%s", run_id);
    snprintf(row.id, sizeof row.id, "%s", c->id);
    snprintf(row.kind, sizeof row.kind, "%s", c->kind);
    snprintf(row.claim, sizeof row.claim, "%s - %s", c->quote, c->english);
    snprintf(row.verdict, sizeof row.verdict, "%s", verdict_names[found->verdict]);
    snprintf(row.regime, sizeof row.regime, "%s", found->regime);
    snprintf(row.unit, sizeof row.unit, "%s", found->unit);
    char *texts[LANGUAGES] = {saying_text(j, ENGLISH), saying_text(j, KOREAN)};
    snprintf(row.note, sizeof row.note, "%s", texts[ENGLISH]);
    snprintf(row.korean, sizeof row.korean, "%s", texts[KOREAN]);
    free(texts[ENGLISH]);
    free(texts[KOREAN]);
    judgement_evidence(j, row.evidence, sizeof row.evidence);
    return row;
}

table *ledger_judge(const evidence *e, const char *run_id)
{
    table *claims = table_new(&claim_schema);
    for (size_t i = 0; i < ledger_count; i++) {
        judgement *j = claim_judge(&ledger[i], e);
        const claim_row row = row_of(&ledger[i], j, run_id);
        table_append(claims, &row);
        judgement_free(j);
    }
    return claims;
}
