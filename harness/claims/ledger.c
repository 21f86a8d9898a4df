#include "claims/ledger.h"

#include "claims/sayings.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const claim ledger[] = {
    {"N01", "1.1.1", 25, "I", "$y(x) = ax$와 똑같은 식입니다. a = c<sup>3</sup>라고만 쓰면 되는 것이죠.",
     "stacked linear layers stay linear; activations must be non-linear",
     "Does c(c(cx)) equal c^3 x in MPFR; how far apart are the two in float32; is every activation's best "
     "straight line off?",
     judge_linear_stack},
    {"N02", "1.1.2", 26, "I A", "sigmoid는 0 ~ 1사이의 값을 가지기 때문에", "the range of sigmoid is (0,1)",
     "Is it open in MPFR; from which x on does each float32 implementation return exactly 1, and exactly 0?",
     judge_sigmoid_range},
    {"N03", "1.1.2", 26, "I T", "딥러닝의 깊이가 깊어질 수록 역전파의 갱신값은 점점 작아져서 소실되게 됩니다.",
     "sigmoid's gradient vanishes with depth",
     "How does the norm of a layer's gradient fall with depth, for sigmoid, for ReLU, and for sigmoid with "
     "larger weights?",
     judge_sigmoid_vanishing},
    {"N04", "1.1.2", 26, "S T", "sigmoid 자체의 계산량이 크기 때문에 학습시간도 오래걸린다는 단점이 있습니다.",
     "sigmoid is expensive, so training takes long",
     "What is the ratio of sigmoid's time to ReLU's, scalar and SIMD, in L1 and beyond the caches; how much "
     "of a training "
     "step is it?",
     judge_sigmoid_cost},
    {"N05", "1.2.1", 29, "-", "\"칵스\"라는 사람이 sigmoid함수를 만들었습니다.", "Cox invented the sigmoid",
     "None: a matter of history.", judge_inventor},
    {"N06", "1.2.2-6", 44, "I A", "$$ln(\\frac{y}{1-y}) = wx + b$$", "sigmoid inverts logit",
     "Do the round trips agree in MPFR; how much of x comes back from logit(sigmoid(x)) in float32?", judge_logit},
    {"N07", "1.2.3", 36, "I", "$$ if:y = 1 일 때, answer = \\infty $$", "the odds go to infinity and to 0",
     "What does IEEE arithmetic give at y = 1 and y = 0, and what is the limit in MPFR?", judge_odds},
    {"N08", "1.2.4", 41, "I",
     "odds가 4 즉 4/1일 때, 4번의 사건이 일어나면 1번은 반대에 해당하는 즉, 실패사건이 일어나게 됩니다.",
     "odds 4/1: four successes to one failure", "Is sigmoid(ln 4) equal to 4/5 in MPFR?", judge_odds_of_four},
    {"N09", "1.3.1", 89, "I", "\\frac{1}{1+e^{-wx+b}} = y", "the last line of the proof that y is the sigmoid",
     "How far is the printed line from y = sigmoid(wx+b), for several b?", judge_proof},
    {"N10", "1.3.2", 131, "I A", "=S(g(x)) * (1 - S(g(x)))", "the derivative of sigmoid from its output",
     "Is it an identity in MPFR; how wrong is y(1-y) from the rounded y in float32, and where is it 0 too "
     "early?",
     judge_sigmoid_slope},
    {"N11", "1.3.2", 107, "I", "=-(1+e^{-g(x)})^{-2} * e^{-g(x)}-1", "the intermediate lines of the derivation",
     "Which printed lines equal the true derivative in MPFR?", judge_derivation},
    {"N12", "2", 140, "I A", "ReLU(x) = max(0,x) if(x <= 0) = 0, else(x > 0) = x",
     "max and piecewise form are the same", "Do the spellings agree on every float32, on -0 and on NaN?",
     judge_relu_spellings},
    {"N13", "2.1.1", 145, "S", "Sigmoid 함수와 비교해보면 계산량이 적은 것을 알 수 있습니다.",
     "ReLU costs less than sigmoid",
     "What is the ratio of sigmoid's time to ReLU's, and at which array size does the difference vanish?",
     judge_relu_cost},
    {"N14", "2.1.2", 146, "I", "ReLU는 출력값이 우리가 원하는 0 ~ 1사이 값이 아니기 때문에",
     "ReLU's range is not [0,1]", "What is the range of ReLU over the floats?", judge_relu_range},
    {"N15", "3.1.1", 153, "T", "특히 학습률이 클 경우, 모델의 뉴런이 절반정도가 죽는 상황도 생깁니다.",
     "at a large learning rate about half the neurons die",
     "Which share of hidden units is 0 for every training sample, at which rate; does it reach one half?",
     judge_dead_relu},
    {"N16", "3.1.2", 154, "I T", "이때 기울기 또한 0이 되어버리기 때문입니다.",
     "a dead unit's gradient is 0, so it stays dead",
     "Is the slope 0 for every x < 0, in MPFR and in float32 as textbooks write it (relu/branch, "
     "relu/select); how many units that are dead at a checkpoint live again at the end?",
     judge_dead_forever},
    {"N17", "3.2", 158, "I", "LeakyReLU_\\alpha(x) = max(\\alpha x, x)", "leaky ReLU is max(alpha x, x)",
     "For which alpha does it equal the piecewise form?", judge_leaky_form},
    {"N18", "3.2.1", 160, "T", "$\\alpha$만큼의 값을 곱해 출력하는 방법으로 dead ReLU문제를 해결합니다.",
     "leaky ReLU cures dead units", "Which share of leaky units is dead at the rates where ReLU's die?",
     judge_leaky_cure},
    {"N19", "3.2.2", 161, "- T", "일반적으로 $\\alpha$는 0.01의 값으로 설정합니다.", "alpha is usually 0.01",
     "None: a convention. A sweep of alpha is shown for the record.", judge_alpha_convention},
    {"N20", "3.3.1", 164, "I T",
     "하이퍼파라미터인 $\\alpha$를 가중치 매개변수와 마찬가지로 역전파에 의해 학습되도록 하는 함수입니다.",
     "PReLU learns its alpha by back-propagation",
     "Is the derivative by alpha right, in MPFR and in float32 as textbooks write it (prelu/branch); does "
     "alpha move in training?",
     judge_prelu_learning},
    {"N21", "3.3.2", 165, "T", "대구모 이미지 데이터셋에서는 ReLU보다 성능이 좋지만",
     "PReLU beats ReLU on large image sets",
     "What is the difference in test accuracy on the full image set, over seeds?", judge_prelu_large},
    {"N22", "3.3.2", 165, "T", "소규모 데이터셋에는 오버피팅 될 위험이 있습니다.", "PReLU overfits small sets",
     "Is the gap between training and test accuracy on a small set larger with PReLU than with ReLU?",
     judge_prelu_small},
    {"N23", "3.4", 169, "I A", "ELU_\\alpha = [\\alpha(exp(x)-1), .......if:x<0]", "ELU converges to -alpha",
     "What is the limit in MPFR; how wrong is expf(x)-1 near 0 in float32, and from which x is the result "
     "exactly -alpha?",
     judge_elu_limit},
    {"N24", "3.4.1", 173, "T A", "출력이 평균 0에 가까워지기 때문에 편향 이동(bias shift)이 감소하여",
     "ELU's mean output is nearer to 0",
     "Which mean output have ELU and ReLU on N(0,1), and in the hidden layers of trained nets?", judge_elu_mean},
    {"N25", "3.4.2", 174, "I A T", "x < 0 이어도 그래디언트가 0이 아니므로 Dead 뉴런을 만들지 않습니다.",
     "ELU has no dead units",
     "Is the slope > 0 in MPFR; from which x is it 0 in float32; which share of units is dead in training?",
     judge_elu_gradient},
    {"N26", "3.4.3", 175, "I", "\\alpha = 1일 때 ELU는 x = 0에서 급격하게 변하지 않고",
     "ELU is smooth at 0 for alpha = 1", "By how much does the slope jump at 0, for alpha = 0.5, 1 and 2?",
     judge_elu_smoothness},
    {"N27", "3.4.3", 175, "T", "경사하강법에서 수렴속도가 빠릅니다.", "ELU converges fast",
     "How many steps to a fixed training loss does each activation take at its own best rate?", judge_elu_convergence},
    {"N28", "4", 179, "I A", "tanh(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}}", "the formula of tanh",
     "Is it an identity in MPFR; how wrong is it as printed in float32, and where does it overflow?",
     judge_tanh_formula},
    {"N29", "4.1.1", 182, "I A", "tanh(x) = 2sigmoid(2x) - 1", "tanh from sigmoid",
     "Is it an identity in MPFR; how much cancels near 0 in float32?", judge_tanh_from_sigmoid},
    {"N30", "4.1.2", 183, "I A",
     "tanh 함수는 범위를 -1 ~ 1사이로 갖습니다. sigmoid보다 출력범위가 큰 만큼 경사면이 더 크기 때문에",
     "tanh's range is (-1,1) and its slope is larger",
     "What are the largest slopes; from which x do float32 implementations return exactly 1?", judge_tanh_range},
    {"N31", "4.1.2", 183, "T", "더 빠르게 수렴하여 학습이 가능한 특성이 있습니다.",
     "tanh converges faster than sigmoid",
     "How many steps to a fixed training loss do they take, each at its own best rate; is it the slope or "
     "the centring?",
     judge_tanh_convergence},
    {"N32", "4.1.3", 184, "T", "sigmoid의 치명적인 단점인 vanishing gradient problem문제를 그대로 갖고 있습니다.",
     "tanh has vanishing gradients too",
     "How does the norm of a layer's gradient fall with depth, for tanh, sigmoid and ReLU?", judge_tanh_vanishing},
    {"N33", "5.1", 189, "T", "일반적으로는 ELU -> LeakyReLU -> ReLU -> tanh -> sigmoid 순으로 사용한다고 한다.",
     "the order of preference",
     "What is Kendall's tau of the printed order and the rankings by test accuracy and by steps to the loss?",
     judge_order},
    {"N34", "5.1", 189, "- T", "sigmoid는 사용하지 말라고 하고 있습니다.", "ReLU first, never sigmoid",
     "The advice: none. Its measurable part: is sigmoid last, by accuracy and by steps?", judge_advice},
    {"N35", "1.2.4", 41, "I", "1개의 사건이 일어나지 않았을 때의 성공의 기대값이라고 생각이 가능합니다.",
     "the odds are the expected successes before one failure",
     "Do the odds solve E = y(1 + E), the equation of the expected number of successes before the first failure, in MPFR?",
     judge_odds_expected},
    {"N36", "1.2.4", 41, "I", "y가 0에 수렴하면, -무한번(존재하지 않는 수)를 시도해야 합니다.",
     "as y goes to 0 one must try minus infinity times for a failure",
     "To what does 1/(1-y), the expected number of trials up to the first failure, go in MPFR as y goes to 0, and as it goes to 1?",
     judge_trials},
    {"N37", "1.2.5", 42, "I", "자연로그 0은 무한대의 값을 가지며", "ln 0 is infinite",
     "What is the limit of ln in MPFR as its argument goes to 0?", judge_log_of_zero},
    {"N38", "1.2.5", 42, "I",
     "e는 무리수이면서 초월수이기에 자기자신조차 나눠떨어지지 않으며 odds에 자연로그를 취해주기 적합합니다.",
     "e does not even divide itself, so it suits the odds",
     "What is e/e in MPFR; does another base give other logits than a factor?", judge_e},
    {"N39", "1.2.2", 31, "I", "odds비는 사건의 성공확률 / 실패확률을 나타내는 수식이며", "odds are the odds ratio",
     "Is the ratio of two odds the odds in MPFR?", judge_odds_ratio},
    {"N40", "1.2.3", 33, "T", "활성함수의 출력값이 0 ~ 1사이가 되어야 하기 때문입니다.",
     "an activation's output must lie between 0 and 1",
     "Do nets learn whose activation leaves that range: ReLU, ELU, tanh?", judge_output_range},
    {"N41", "1.1.2", 26, "T", "sigmoid는 0 ~ 1사이의 값을 가지기 때문에, 딥러닝의 깊이가 깊어질 수록",
     "gradients vanish because the values lie between 0 and 1",
     "Does the gradient vanish with depth wherever the values span no more than 1: sigmoid from larger weights, sigmoid less 1/2, sigmoid(4x), sigmoid(4x) less 1/2?",
     judge_range_vanishing},
    {"N42", "2.1.2", 146, "T", "맨 마지막 레이어는 Sigmoid 함수를 사용해야 합니다.", "the last layer must be a sigmoid",
     "Do nets of ReLUs learn whose last layer is a softmax?", judge_last_layer},
    {"N43", "3.1.2", 154, "T", "합이 음수가 되는 순간 ReLU에 의해 그 이후로는 0만 출력하게 되며",
     "a unit dies for good the moment a sum is negative",
     "How many units are dead after training at a small rate; how many of the dead live again?", judge_death_at_once},
    {"N44", "3.4.1", 173, "T", "그래디언트 소실 문제를 줄여줍니다.", "ELU lessens vanishing gradients",
     "Where ReLU's gradient vanishes with depth, does ELU keep more of it?", judge_elu_vanishing},
    {"N45", "3.4.1", 173, "I", "x가 음수일 때 ELU가 수렴할 값을 정의하며", "ELU converges to alpha",
     "What is the limit of ELU in MPFR: alpha or -alpha?", judge_elu_target},
    {"N46", "3.4.1", 173, "- T", "보통 1로 설정합니다.", "alpha of ELU is usually 1",
     "None: a convention. The steps to a loss with alpha 0.5 and 2 are shown for the record.", judge_elu_convention},
    {"N47", "3.4.3", 175, "T", "모든 구간에서 매끄럽게 변하기 때문에 경사하강법에서 수렴속도가 빠릅니다.",
     "ELU is fast because it is smooth", "Does ELU take more steps with a kink at 0 (alpha 0.5 and 2)?",
     judge_smoothness},
    {"N48", "4.1.2", 183, "T", "경사면이 더 크기 때문에, 더 빠르게 수렴하여", "tanh is faster because it is steeper",
     "Does tanh take more steps with sigmoid's slope, and sigmoid still more than tanh with tanh's slope?",
     judge_steepness},
    {"N49", "1.3.2", 95, "I", "\\partial s(g(x)) = \\partial (\\frac{1}{1+e^{-g(x)}})",
     "the derivative of s(g(x)) is S(1-S), without the factor w", "Is S(1-S) the derivative by g, and by x, in MPFR?",
     judge_factor},
    {"N50", "5.1", 189, "T",
     "cs231n 강의에서는 ReLU를 먼저 쓰고, 그 다음으로 LeakyReLU나 ELU 같은 ReLU Family를 사용하며",
     "ReLU first, then leaky ReLU or ELU",
     "Is leaky ReLU or ELU better than ReLU by what matters, by error, loss or steps?", judge_relu_first},
};
const size_t ledger_count = LENGTH(ledger);

const claim *claim_find(const char *id)
{
    for (size_t i = 0; i < ledger_count; i++)
        if (strcmp(ledger[i].id, id) == 0)
            return &ledger[i];
    return NULL;
}

static void say_borrowed(judgement *j)
{
    const evidence *e = j->evidence;
    size_t borrowed = 0;
    for (size_t i = 0; i < j->use_count && e->borrowed[0] != '\0'; i++)
        borrowed += j->uses[i].table == e->training && j->uses[i].row >= e->own_training;
    if (borrowed > 0)
        say_lacking(j, "Rows on Fashion-MNIST are stored ones, measured %s: run `actbench train` for this machine's.",
                    e->borrowed);
}

judgement *claim_judge(const claim *c, const evidence *e)
{
    judgement *j = judgement_new(e, c->id);
    j->conclusion = c->judge(j);
    say_borrowed(j);
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

/* The lines of a text as one, ` | ` between; what does not fit ends in " | ...". */
static void join_lines(const char *lines, char *to, size_t size)
{
    static const char separator[] = " | ", rest[] = " | ...";
    size_t used = 0;
    to[0] = '\0';
    for (const char *at = lines; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        if (used + length + sizeof separator + sizeof rest > size) {
            snprintf(to + used, size - used, "%s", rest);
            return;
        }
        used += (size_t)snprintf(to + used, size - used, "%s%.*s", used > 0 ? separator : "", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

static claim_row row_of(const claim *c, judgement *j, const char *run_id)
{
    const conclusion *found = &j->conclusion;
    claim_row row = {
        .effect = found->effect.estimate, .effect_low = found->effect.low, .effect_high = found->effect.high};
    snprintf(row.run_id, sizeof row.run_id, "%s", run_id);
    snprintf(row.id, sizeof row.id, "%s", c->id);
    row.line = c->line;
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
    char *rows = judgement_evidence(j);
    snprintf(row.evidence, sizeof row.evidence, "%s", rows);
    free(rows);
    snprintf(row.question, sizeof row.question, "%s", c->question);
    if (j->missing[0] == '\0')
        join_lines(lines_text(&j->arithmetic), row.arithmetic, sizeof row.arithmetic);
    return row;
}

/* Marks the rows of each of the evidence's tables that the judgement uses. */
static void mark_uses(const judgement *j, const table *const *tables, bool *const *used, size_t count)
{
    for (size_t i = 0; i < j->use_count; i++)
        for (size_t t = 0; t < count; t++)
            if (j->uses[i].table == tables[t])
                used[t][j->uses[i].row] = true;
}

static int write_marked(const table *t, const bool *used, const char *dir)
{
    table *kept = table_new(t->schema);
    for (size_t i = 0; i < t->count; i++)
        if (used[i])
            table_append(kept, table_row(t, i));
    const int status = table_write(kept, dir);
    table_free(kept);
    return status;
}

int ledger_keep(const evidence *e, const char *dir)
{
    const table *const tables[] = {e->accuracy, e->speed, e->training, e->identity};
    bool *used[LENGTH(tables)];
    for (size_t t = 0; t < LENGTH(tables); t++)
        used[t] = memory_or_exit(calloc(tables[t]->count + 1, sizeof **used));
    for (size_t i = 0; i < ledger_count; i++) {
        judgement *j = claim_judge(&ledger[i], e);
        mark_uses(j, tables, used, LENGTH(tables));
        judgement_free(j);
    }
    int status = STATUS_GOOD;
    for (size_t t = 0; t < LENGTH(tables); t++) {
        if (status == STATUS_GOOD)
            status = write_marked(tables[t], used[t], dir);
        free(used[t]);
    }
    return status;
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
