/* The proof behind the f32 figures: how far the fast filter is from MPFR, over every finite f32 input.
 *
 * An input's result is decided by monotonicity where MPFR at both ends of its segment leaves no more room
 * than CERTIFY_ROOM: for f itself (saturation), or for f(x)/x where f is convex or concave with f(0) = 0
 * (small x). Everywhere else MPFR is evaluated at the input. */
#ifndef ACTBENCH_CERTIFY_H
#define ACTBENCH_CERTIFY_H

#include "truth/truth.h"

/* Relative; added to the errors of what monotonicity decides. */
#define CERTIFY_ROOM 0x1p-58
/* Relative error of MPFR's values as they are compared; added to the errors of all others. */
#define CERTIFY_SLACK 0x1p-60

/* What is known of the filter for one question over some inputs. */
typedef struct certificate {
    uint64_t by_mpfr, by_monotonicity; /* inputs */
    double largest_error;              /* relative, an upper bound */
    uint64_t largest_x;                /* bit pattern; NO_INPUT where there is no error */
} certificate;

certificate certificate_none(void);
void certificate_add(certificate *to, const certificate *from);

/* The questions that a certificate answers: every op of every function in f32 at its default parameter. */
size_t certify_questions(question *out, size_t room);

/* Finite f32 inputs are cut into so many segments. */
size_t certify_segments(void);

typedef struct certifier certifier;

/* For these questions; one a thread. */
certifier *certifier_new(const question *questions, size_t count);
void certifier_free(certifier *c);

/* Certifies both signs of a segment for every question: out[i] is of questions[i]. */
void certify_segment(certifier *c, size_t index, certificate *out);

/* Compares the filter with MPFR, evaluated afresh at full precision, at a seeded random thousandth of a
 * segment. */
void certify_sample(certifier *c, size_t index, uint64_t seed, certificate *out);

#endif
