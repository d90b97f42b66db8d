package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * How one weight of a layer begins, and what holds it back.
 *
 * @param initializer gives the first values
 * @param regularizer adds to the loss what the weight costs
 * @param constraint what the weight has to be after each step
 */
public record Parameter(Initializer initializer, Optional<Regularizer> regularizer, Optional<Constraint> constraint) {

    static final Parameter KERNEL = of(Initializer.glorotUniform());
    static final Parameter BIAS = of(new Initializer.Zeros());

    /** Begins like this, costs nothing, and may be anything. */
    public static Parameter of(Initializer initializer) {
        return new Parameter(initializer, Optional.empty(), Optional.empty());
    }

    /** This with other first values. */
    public Parameter with(Initializer newInitializer) {
        return new Parameter(newInitializer, regularizer, constraint);
    }

    /** This with a cost. */
    public Parameter with(Regularizer newRegularizer) {
        return new Parameter(initializer, Optional.of(newRegularizer), constraint);
    }

    /** This with a constraint. */
    public Parameter with(Constraint newConstraint) {
        return new Parameter(initializer, regularizer, Optional.of(newConstraint));
    }
}
