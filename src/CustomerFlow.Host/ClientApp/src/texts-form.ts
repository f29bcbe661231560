// Chinese for the texts that the form editor shows; keys are the library's own English.
export const formTexts: Record<string, string> = {
};
