using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace CustomerFlow.Host.Shared;

/// <summary>
/// What pages say of input that cannot be read or breaks an annotation. The framework's own sentences are English and name
/// properties; these are read in the language of the request each time.
/// </summary>
public static class InputMessages
{
    /// <summary>For a field that must not be empty.</summary>
    public static string Missing => ShellTexts.InputMissing;

    /// <summary>For a field that is too long.</summary>
    public static string TooLong => ShellTexts.InputTooLong;

    /// <summary>For everything else.</summary>
    public static string NotValid => ShellTexts.InputNotValid;

    internal static void Configure(MvcOptions mvc)
    {
        var messages = mvc.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => NotValid);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => NotValid);
        messages.SetUnknownValueIsInvalidAccessor(_ => NotValid);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => NotValid);
        messages.SetValueIsInvalidAccessor(_ => NotValid);
        messages.SetValueMustBeANumberAccessor(_ => NotValid);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => NotValid);
        messages.SetValueMustNotBeNullAccessor(_ => Missing);
        messages.SetMissingBindRequiredValueAccessor(_ => Missing);
        messages.SetMissingKeyOrValueAccessor(() => Missing);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Missing);
        mvc.ModelMetadataDetailsProviders.Add(new AnnotationMessages());
    }

    /// <summary>Gives annotations that carry no sentence of their own one of ours.</summary>
    private sealed class AnnotationMessages : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (rule.ErrorMessage is not null || rule.ErrorMessageResourceName is not null) continue;
                rule.ErrorMessageResourceType = typeof(InputMessages);
                rule.ErrorMessageResourceName = rule switch
                {
                    RequiredAttribute => nameof(Missing),
                    MaxLengthAttribute or StringLengthAttribute => nameof(TooLong),
                    _ => nameof(NotValid),
                };
            }
        }
    }
}
