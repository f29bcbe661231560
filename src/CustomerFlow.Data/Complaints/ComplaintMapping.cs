using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Complaints;

internal sealed class ComplaintMapping : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.HasKey(complaint => complaint.InstanceKey);
        builder.HasOne<Customer>().WithMany().HasForeignKey(complaint => complaint.CustomerKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Contact>().WithMany().HasForeignKey(complaint => complaint.ContactKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(complaint => complaint.TeamKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(complaint => complaint.EnteredByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(complaint => complaint.NamedPersonKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(complaint => complaint.HandlerKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(complaint => complaint.Subject).HasMaxLength(200);
        builder.Property(complaint => complaint.Category).HasMaxLength(60);
        builder.Property(complaint => complaint.Amount).HasPrecision(18, 2);
        builder.Property(complaint => complaint.Product).HasMaxLength(200);
        builder.Property(complaint => complaint.CauseCode).HasMaxLength(60);
        builder.Property(complaint => complaint.Outcome).HasMaxLength(60);
        builder.HasIndex(complaint => complaint.ReceivedAt);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_complaint_category", "category ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
            table.HasCheckConstraint("ck_complaint_severity", DomainRules.OneOf("severity", DomainRules.Severities));
            table.HasCheckConstraint("ck_complaint_channel", DomainRules.OneOf("channel", DomainRules.Channels));
            table.HasCheckConstraint("ck_complaint_language", DomainRules.OneOf("language", DomainRules.Languages));
            table.HasCheckConstraint("ck_complaint_amount", "amount >= 0");
            table.HasCheckConstraint("ck_complaint_received", "received_at <= entered_at");
            table.HasCheckConstraint("ck_complaint_restricted", "restricted or num_nonnulls(named_person_key, handler_key) = 0");
            table.HasCheckConstraint("ck_complaint_handler", "handler_key <> named_person_key");
        });
    }
}
