/** A store thread that ends without a word, as one whose file cannot be loaded would. */
export {};
