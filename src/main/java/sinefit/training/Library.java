package sinefit.training;

import sinefit.number.Dtype;
import sinefit.problem.Linspace;
import sinefit.random.NormalDraws;
import sinefit.random.NumpyNormals;
import sinefit.random.TorchNormals;

/** The library a lesson is written in: it decides where samples lie and what a seed draws. */
public enum Library {
    NUMPY(Linspace.NUMPY) {
        @Override
        NormalDraws normals(long seed, Dtype dtype) {
            return new NumpyNormals(seed, dtype == Dtype.FLOAT32);
        }
    },
    TORCH(Linspace.TORCH) {
        @Override
        NormalDraws normals(long seed, Dtype dtype) {
            return new TorchNormals(seed, dtype == Dtype.FLOAT32);
        }
    };

    private final Linspace linspace;

    Library(Linspace linspace) {
        this.linspace = linspace;
    }

    /** Its evenly spaced points. */
    public Linspace linspace() {
        return linspace;
    }

    /** Its standard normal numbers for a seed, in their order and in the run's width. */
    abstract NormalDraws normals(long seed, Dtype dtype);
}
