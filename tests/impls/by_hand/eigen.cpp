/* Eigen as its user writes it: array expressions over whole arrays. */
#include <Eigen/Core>

#define BY_HAND(name, expression)                                                                                      \
    extern "C" void name(const float *from, float *to, std::size_t n)                                                  \
    {                                                                                                                  \
        const Eigen::Map<const Eigen::ArrayXf> x(from, static_cast<Eigen::Index>(n));                                  \
        Eigen::Map<Eigen::ArrayXf>(to, static_cast<Eigen::Index>(n)) = expression;                                     \
    }

extern "C" float alpha;
float alpha = 1;

BY_HAND(sigmoid, x.logistic())
BY_HAND(tanh_, x.tanh())
BY_HAND(exp_, x.exp())
BY_HAND(elu, x.max(0.f) + alpha * x.min(0.f).expm1())
