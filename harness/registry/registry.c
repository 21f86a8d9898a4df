#include "registry/registry.h"

#include "registry/instruction_sets.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* The bounds of the section that REGISTER fills; the linker defines them. */
extern const implementation *const __start_actbench_impls[];
extern const implementation *const __stop_actbench_impls[];

enum { IMPLEMENTATIONS_MAX = 4096 };

const char *const op_names[OP_COUNT] = {"forward", "gradient", "grad_alpha"};
const char *const dtype_names[DTYPE_COUNT] = {"f32", "f64", "f16", "bf16"};

static struct {
    const implementation *all[IMPLEMENTATIONS_MAX];
    size_t count;
} registry;

static int by_function_op_dtype_name(const void *left, const void *right)
{
    const implementation *a = *(const implementation *const *)left;
    const implementation *b = *(const implementation *const *)right;
    const size_t a_length = implementation_function_length(a), b_length = implementation_function_length(b);
    const int functions = strncmp(a->name, b->name, a_length < b_length ? b_length : a_length);
    if (a_length != b_length || functions != 0)
        return functions;
    if (a->op != b->op)
        return a->op < b->op ? -1 : 1;
    if (a->dtype != b->dtype)
        return a->dtype < b->dtype ? -1 : 1;
    return strcmp(a->name, b->name);
}

__attribute__((constructor)) static void fill_registry(void)
{
    for (const implementation *const *i = __start_actbench_impls;
         i != __stop_actbench_impls && registry.count < IMPLEMENTATIONS_MAX; i++)
        registry.all[registry.count++] = *i;
    qsort(registry.all, registry.count, sizeof registry.all[0], by_function_op_dtype_name);
}

const implementation *const *registry_all(size_t *count)
{
    *count = registry.count;
    return registry.all;
}

size_t implementation_function_length(const implementation *impl)
{
    return strcspn(impl->name, "/");
}

bool implementation_is_of(const implementation *impl, const char *function)
{
    const size_t length = implementation_function_length(impl);
    return strlen(function) == length && strncmp(impl->name, function, length) == 0;
}

const char *implementation_variant(const implementation *impl)
{
    return impl->name + implementation_function_length(impl) + 1;
}

bool implementation_available(const implementation *impl)
{
    return impl->missing == NULL && instruction_sets_available(impl->isa);
}

static bool matches(const selection *wanted, const implementation *impl)
{
    return (wanted->function == NULL || implementation_is_of(impl, wanted->function)) &&
           (wanted->impl == NULL || fnmatch(wanted->impl, impl->name, 0) == 0 ||
            fnmatch(wanted->impl, implementation_variant(impl), 0) == 0) &&
           (wanted->op < 0 || (int)impl->op == wanted->op) &&
           (wanted->dtype < 0 || (int)impl->dtype == wanted->dtype);
}

size_t registry_select(const selection *wanted, const implementation **out)
{
    size_t count = 0;
    for (size_t i = 0; i < registry.count; i++)
        if (matches(wanted, registry.all[i]))
            out[count++] = registry.all[i];
    return count;
}

void implementation_run(const implementation *impl, const void *x, void *y, size_t n, const params *p)
{
    switch (impl->dtype) {
    case DTYPE_F32:
        impl->kernel.f32(x, y, n, p);
        break;
    case DTYPE_F64:
        impl->kernel.f64(x, y, n, p);
        break;
    case DTYPE_F16:
        impl->kernel.f16(x, y, n, p);
        break;
    case DTYPE_BF16:
        impl->kernel.bf16(x, y, n, p);
        break;
    case DTYPE_COUNT:
        break;
    }
}
