#include "claims/identities.h"

#include <stdio.h>
#include <string.h>

const char *const identity_key_names[KEY_COUNT] = {
    [KEY_STACK] = "stack",
    [KEY_STRAIGHT_LINE] = "straight_line",
    [KEY_LARGEST_GAP] = "largest_gap",
    [KEY_NUMBERS_APART] = "numbers_apart",
    [KEY_LOST_NANS] = "lost_nans",
    [KEY_KEEPS_MINUS_ZERO] = "keeps_minus_zero",
    [KEY_LOGIT_OF_SIGMOID] = "logit_of_sigmoid",
    [KEY_SIGMOID_OF_LOGIT] = "sigmoid_of_logit",
    [KEY_ROUND_TRIP_ERROR] = "round_trip_error",
    [KEY_INFINITE_ABOVE] = "infinite_above",
    [KEY_INFINITE_BELOW] = "infinite_below",
    [KEY_ZERO_BELOW] = "zero_below",
    [KEY_ODDS] = "odds",
    [KEY_ODDS_NEAR_1] = "odds_near_1",
    [KEY_ODDS_NEAR_0] = "odds_near_0",
    [KEY_SIGMOID_OF_4] = "sigmoid_of_4",
    [KEY_LINE] = "line",
    [KEY_LAST_LINE] = "last_line",
    [KEY_RIGHT_LAST_LINE] = "right_last_line",
    [KEY_RIGHT_LINE] = "right_line",
    [KEY_SLOPE_FORM] = "slope_form",
    [KEY_SIGMOID_SLOPE] = "sigmoid_slope",
    [KEY_TANH_SLOPE] = "tanh_slope",
    [KEY_RANGE_END] = "range_end",
    [KEY_MAX_FORM] = "max_form",
    [KEY_NEGATIVE_SLOPE] = "negative_slope",
    [KEY_SLOPE_JUMP] = "slope_jump",
    [KEY_SLOPE_JUMP_FORM] = "slope_jump_form",
    [KEY_CURVATURE_JUMP] = "curvature_jump",
    [KEY_TANH_FORM] = "tanh_form",
    [KEY_EXPECTED] = "expected",
    [KEY_TRIALS] = "trials",
    [KEY_LOG_NEAR_0] = "log_near_0",
    [KEY_OVER_ITSELF] = "over_itself",
    [KEY_OTHER_BASE] = "other_base",
    [KEY_ODDS_RATIO] = "odds_ratio",
    [KEY_LIMIT] = "limit",
    [KEY_RIGHT_LIMIT] = "right_limit",
};

bool identity_holds(const identity_row *row)
{
    if (strcmp(row->relation, "<=") == 0)
        return row->value <= row->bound;
    if (strcmp(row->relation, "<") == 0)
        return row->value < row->bound;
    if (strcmp(row->relation, ">") == 0)
        return row->value > row->bound;
    return strcmp(row->relation, "==") == 0 && row->value == row->bound;
}

void identity_append(table *rows, const identity_options *options, identity_row *row)
{
    snprintf(row->run_id, sizeof row->run_id, "%s", options->run_id);
    snprintf(row->value_hex, sizeof row->value_hex, "%a", row->value);
    if (row->relation[0] != '\0')
        strcpy(row->holds, identity_holds(row) ? "yes" : "no");
    table_append(rows, row);
}

void identities_measure(table *rows, const identity_options *options)
{
    identities_in_mpfr(rows, options);
    identities_by_fit(rows, options);
    identities_in_float(rows, options);
    identities_of_logit(rows, options);
    identities_of_odds(rows, options);
}
