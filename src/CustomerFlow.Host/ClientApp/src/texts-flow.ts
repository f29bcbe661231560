// Chinese for the texts that the flow editor shows; keys are the library's own English.
export const flowTexts: Record<string, string> = {
};
