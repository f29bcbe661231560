// Chinese for the texts that the decision editor shows; keys are the library's own English.
export const decisionTexts: Record<string, string> = {
};
