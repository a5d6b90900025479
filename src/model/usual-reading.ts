/** Said below the title of a figure that says nothing of how to read it. */
export const usualReading = "Shaded: usual adult range. Vertical rules: infusion (gray) and treatments, in the color of their name.";
