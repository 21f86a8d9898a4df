/* Deciding all exact values of a block from those at its two ends. Far from the bends of a function most
 * blocks are level: monotonicity then gives every exact value between the ends, and no input needs one of its
 * own. */
#ifndef ACTBENCH_DECIDE_H
#define ACTBENCH_DECIDE_H

#include "truth/truth.h"

/* Fills t->side[..].decision for a block of finite f32 inputs. Uses the beginnings of the sides' arrays. */
void decide_block(truth *t);

#endif
