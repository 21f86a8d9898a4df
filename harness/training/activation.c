#include "training/activation.h"

#include "reference/function.h"
#include "registry/registry.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN    1, 1, 0
#define NO_ALPHA NAN, ALPHA_FIXED

const activation activations[] = {
    {"relu", "relu", PLAIN, NO_ALPHA, SLOPE_STEP},
    {"leaky_relu", "leaky_relu", PLAIN, 0.01, ALPHA_FIXED, SLOPE_BY_INPUT},
    {"prelu", "leaky_relu", PLAIN, 0.25, ALPHA_PER_LAYER, SLOPE_BY_INPUT},
    {"elu", "elu", PLAIN, 1, ALPHA_FIXED, SLOPE_OF_ELU},
    {"tanh", "tanh", PLAIN, NO_ALPHA, SLOPE_OF_TANH},
    {"sigmoid", "sigmoid", PLAIN, NO_ALPHA, SLOPE_OF_SIGMOID},
    {"relu_again", "relu", PLAIN, NO_ALPHA, SLOPE_STEP}, /* what noise alone makes of a comparison */
    {"prelu_unit", "leaky_relu", PLAIN, 0.25, ALPHA_PER_UNIT, SLOPE_BY_INPUT},
    {"leaky_relu_quarter", "leaky_relu", PLAIN, 0.25, ALPHA_FIXED, SLOPE_BY_INPUT},
    {"elu_half", "elu", PLAIN, 0.5, ALPHA_FIXED, SLOPE_OF_ELU},
    {"elu_double", "elu", PLAIN, 2, ALPHA_FIXED, SLOPE_OF_ELU},
    {"sigmoid_4x", "sigmoid", 4, 1, 0, NO_ALPHA, SLOPE_BY_INPUT},
    {"sigmoid_centred", "sigmoid", 1, 1, -0.5, NO_ALPHA, SLOPE_BY_INPUT},
    {"sigmoid_4x_centred", "sigmoid", 4, 1, -0.5, NO_ALPHA, SLOPE_BY_INPUT},
    {"tanh_quarter", "tanh", 0.25, 1, 0, NO_ALPHA, SLOPE_BY_INPUT},
    {"gelu", "gelu", PLAIN, NO_ALPHA, SLOPE_BY_INPUT},
    {"silu", "silu", PLAIN, NO_ALPHA, SLOPE_BY_INPUT},
};
const size_t activation_count = LENGTH(activations);

/* The vector kernels that are accurate to a few ULP, which pick the machine's instruction set themselves,
 * then scalar ones. */
static const char *const preferred[] = {"fast", "exact", "faithful", "select",     "stable",
                                        "libm", "expm1", "branch",   "from_input", "erfc"};

const activation *activation_find(const char *name)
{
    for (size_t i = 0; i < activation_count; i++)
        if (strcmp(activations[i].name, name) == 0)
            return &activations[i];
    return NULL;
}

static const implementation *choose(const selection *wanted)
{
    size_t count;
    registry_all(&count);
    const implementation **found = memory_or_exit(malloc(count * sizeof *found));
    const implementation *chosen = NULL;
    const size_t matches = registry_select(wanted, found);
    for (size_t i = 0; i < matches && !chosen; i++)
        if (implementation_available(found[i]))
            chosen = found[i];
    free(found);
    return chosen;
}

const char *activation_slope_name(const activation_kernels *k)
{
    return k->keeps_output ? "kept_output" : k->kernel[OP_GRADIENT]->name;
}

int activation_resolve(const activation *form, dtype type, const char *const variant[OP_COUNT],
                       activation_kernels *resolved)
{
    *resolved =
        (activation_kernels){.form = form,
                             .keeps_output = form->slope != SLOPE_BY_INPUT && !(variant && variant[OP_GRADIENT]),
                             .usual = params_of(function_find(form->function), type, NULL)};
    for (op o = OP_FORWARD; o < OP_COUNT; o++) {
        const bool needed = o <= OP_GRADIENT || (o == OP_GRAD_ALPHA && form->sharing != ALPHA_FIXED);
        if (!needed)
            continue;
        selection wanted = {.function = form->function, .op = (int)o, .dtype = (int)type};
        const size_t choices = variant && variant[o] ? 1 : LENGTH(preferred);
        for (size_t i = 0; i < choices && !resolved->kernel[o]; i++) {
            wanted.impl = variant && variant[o] ? variant[o] : preferred[i];
            resolved->kernel[o] = choose(&wanted);
        }
        if (!resolved->kernel[o])
            return complain(STATUS_MISSING, "no %s %s %s of variant %s runs here: see `actbench list`", form->function,
                            op_names[o], dtype_names[type], wanted.impl);
    }
    return STATUS_GOOD;
}
