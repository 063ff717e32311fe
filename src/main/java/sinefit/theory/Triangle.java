package sinefit.theory;

/**
 * The triangle R of a QR decomposition of a tall table whose columns are given: RᵀR = AᵀA, found by
 * Householder reflections over a few hundred rows at a time, so that it takes time in proportion to
 * the rows and next to no memory.
 */
final class Triangle {
    private static final int ROWS_AT_A_TIME = 256;

    private Triangle() {}

    /**
     * R, upper triangular.
     *
     * @param columns of the table: all of one length, in any number
     * @return R by columns: {@code r[j][i]} is row i of column j; zero below the diagonal
     */
    static double[][] of(double[]... columns) {
        int size = columns.length;
        int n = columns[0].length;
        // The triangle so far stands on top of the next rows, which are then reflected into it.
        double[][] work = new double[size][size + ROWS_AT_A_TIME];
        for (int from = 0; from < n; from += ROWS_AT_A_TIME) {
            int rows = Math.min(ROWS_AT_A_TIME, n - from);
            for (int j = 0; j < size; j++) {
                System.arraycopy(columns[j], from, work[j], size, rows);
            }
            for (int j = 0; j < size; j++) {
                reflect(work, j, size, size + rows);
            }
        }
        double[][] triangle = new double[size][size];
        for (int j = 0; j < size; j++) {
            System.arraycopy(work[j], 0, triangle[j], 0, j + 1);
        }
        return triangle;
    }

    /** Takes what column j has in the rows {@code low … high − 1} into its diagonal. */
    private static void reflect(double[][] work, int j, int low, int high) {
        double[] v = work[j];
        double below = 0;
        for (int i = low; i < high; i++) {
            below += v[i] * v[i];
        }
        if (below == 0) {
            return;
        }
        double diagonal = v[j];
        double length = Math.sqrt(diagonal * diagonal + below);
        double reflected = diagonal > 0 ? -length : length;
        double head = diagonal - reflected;
        double scale = 2 / (head * head + below);
        for (int k = j + 1; k < work.length; k++) {
            double[] w = work[k];
            double dot = head * w[j];
            for (int i = low; i < high; i++) {
                dot += v[i] * w[i];
            }
            dot *= scale;
            w[j] -= dot * head;
            for (int i = low; i < high; i++) {
                w[i] -= dot * v[i];
            }
        }
        v[j] = reflected;
    }
}
