/** Linear algebra, met here alone. */
export { CholeskyDecomposition, Matrix } from "ml-matrix";
