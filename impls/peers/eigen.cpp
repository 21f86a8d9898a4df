/* The shim. Compiled once for each instruction set, with EIGEN_ISA as its name; Eigen's namespace is renamed
 * so that the linker does not merge templates of different instruction sets. */
#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define Eigen       JOIN(Eigen, EIGEN_ISA)

#include "eigen.h"

#include <algorithm>
#include <Eigen/Core>

namespace
{

/* A whole number of vectors of every width. */
constexpr int BLOCK = 64;

template <typename T, typename In, typename Out>
void evaluate(eigen_expression which, const In &in, Out &out, T alpha)
{
    switch (which) {
    case EIGEN_EXP:
        out = in.exp();
        break;
    case EIGEN_EXPM1:
        out = in.expm1();
        break;
    case EIGEN_LOG1P:
        out = in.log1p();
        break;
    case EIGEN_TANH:
        out = in.tanh();
        break;
    case EIGEN_SIGMOID:
        out = in.logistic();
        break;
    case EIGEN_RELU:
        out = in.max(T(0));
        break;
    case EIGEN_LEAKY_RELU:
        out = (in > T(0)).select(in, alpha * in);
        break;
    case EIGEN_ELU:
        out = (in < T(0)).select(alpha * in.expm1(), in);
        break;
    }
}

/* Block by block: in an array of any length Eigen takes the elements before the first aligned one and after
 * the last whole vector through its scalar functions, whose results differ from those of the vectors. */
template <typename T> void run(eigen_expression which, const T *x, T *y, size_t n, double alpha)
{
    using block = Eigen::Array<T, BLOCK, 1>;
    size_t i = 0;
    for (; i + BLOCK <= n; i += BLOCK) {
        const Eigen::Map<const block> in(x + i);
        Eigen::Map<block> out(y + i);
        evaluate<T>(which, in, out, static_cast<T>(alpha));
    }
    if (i < n) {
        block rest = block::Zero();
        std::copy(x + i, x + n, rest.data());
        const block in = rest;
        evaluate<T>(which, in, rest, static_cast<T>(alpha));
        std::copy(rest.data(), rest.data() + (n - i), y + i);
    }
}

} // namespace

extern "C" void JOIN(eigen_f32, EIGEN_ISA)(eigen_expression which, const float *x, float *y, size_t n,
                                           double alpha)
{
    run(which, x, y, n, alpha);
}

extern "C" void JOIN(eigen_f64, EIGEN_ISA)(eigen_expression which, const double *x, double *y, size_t n,
                                           double alpha)
{
    run(which, x, y, n, alpha);
}
