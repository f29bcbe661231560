using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions.Checks;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Says everything that is wrong with a BPMN file before it is published: an error refuses it, a warning does not.</summary>
public static class DefinitionChecks
{
    /// <summary>All rules, in the order in which their problems are listed.</summary>
    private static readonly ImmutableArray<Action<CheckRun>> Rules =
    [
        IdentityRules.Ids_are_present,
        IdentityRules.Ids_are_unique,
        IdentityRules.Ids_are_well_formed,
        IdentityRules.Root_elements_are_known,
        IdentityRules.Something_is_executable,
        IdentityRules.Text_formats_are_media_types,
        IdentityRules.Uris_are_valid,
        IdentityRules.Choices_of_words_are_known,
        IdentityRules.Imports_are_complete,

        ReferenceRules.Attributes_refer_to_the_right_kind,
        ReferenceRules.Child_elements_refer_to_the_right_kind,
        ReferenceRules.Data_associations_connect_data,
        ReferenceRules.Called_elements_are_callable,
        ReferenceRules.Associations_connect_elements,

        SequenceFlowRules.Flows_connect_flow_nodes,
        SequenceFlowRules.Flows_stay_in_their_scope,
        SequenceFlowRules.Lists_of_flows_match_the_flows,
        SequenceFlowRules.Start_events_have_no_incoming_flow,
        SequenceFlowRules.End_events_have_no_outgoing_flow,
        SequenceFlowRules.Event_sub_processes_have_no_flows,
        SequenceFlowRules.Conditions_stand_where_they_are_evaluated,
        SequenceFlowRules.Default_flows_leave_their_element,
        SequenceFlowRules.Conditional_activities_have_another_way_out,
        ReachabilityRules.Steps_are_connected,
        ReachabilityRules.Steps_can_be_reached,

        GatewayRules.Directions_match_the_flows,
        GatewayRules.Gateways_lead_somewhere,
        GatewayRules.Gateways_split_or_join,
        GatewayRules.Choices_are_complete,
        GatewayRules.Event_gateways_wait_for_events,
        GatewayRules.Instantiating_gateways_begin_a_process,

        EventRules.Triggers_fit_their_place,
        EventRules.Start_and_end_belong_together,
        EventRules.Event_sub_processes_have_one_start,
        EventRules.Scopes_have_something_to_do,
        EventRules.Sub_processes_have_something_to_do,
        EventRules.Intermediate_events_are_in_the_flow,
        EventRules.Cancel_ends_stand_in_transactions,
        BoundaryRules.Boundary_events_sit_on_activities,
        BoundaryRules.Boundary_events_only_lead_out,
        BoundaryRules.Cancel_events_watch_transactions,
        BoundaryRules.Compensation_events_have_one_handler,
        BoundaryRules.Compensation_activities_stand_apart,
        BoundaryRules.Compensation_throws_name_an_activity_in_reach,
        LinkRules.Links_have_a_name,
        LinkRules.Throwing_links_have_a_target_in_their_scope,
        LinkRules.Catching_links_have_a_source_in_their_scope,
        TriggerRules.Timers_have_one_valid_value,
        TriggerRules.Message_events_name_a_message,
        TriggerRules.Waiting_for_a_message_needs_a_key,
        TriggerRules.Signals_have_a_name,
        TriggerRules.Thrown_errors_and_escalations_have_a_code,
        TriggerRules.Conditional_events_have_a_condition,
        TriggerRules.Messages_start_a_process_once,
        TriggerRules.A_process_has_one_plain_start,

        ActivityRules.Quantities_are_positive,
        ActivityRules.Loops_end,
        ActivityRules.Multi_instances_know_how_often,
        ActivityRules.Multi_instance_behaviors_are_complete,
        ActivityRules.Ad_hoc_sub_processes_hold_activities,
        ActivityRules.Choreographies_stay_out_of_processes,
        ActivityRules.Called_processes_can_be_started,
        ActivityRules.Instantiating_receive_tasks_begin_a_process,
        ActivityRules.Performers_are_told_in_one_way,
        ExpressionRules.Expressions_are_formal,
        ExpressionRules.Conditions_are_conditions,
        ExpressionRules.Cardinalities_are_numbers,

        CollaborationRules.Message_flows_connect_participants,
        CollaborationRules.Message_flows_cross_between_pools,
        CollaborationRules.Events_send_or_receive_by_their_nature,
        CollaborationRules.Events_with_message_flows_are_message_events,
        CollaborationRules.Multiplicities_are_ranges,
        CollaborationRules.Choreography_tasks_name_their_participants,
        DataRules.Inputs_and_outputs_are_in_a_set,
        DataRules.Special_members_are_members,
        DataRules.Sets_refer_to_each_other,
        DataRules.Collections_agree_with_their_item,
        DataRules.Sub_processes_have_no_io_specification,
        DataRules.References_with_a_state_show_it,
        DataRules.Data_associations_respect_direction,
        DataRules.Data_associations_fit_or_transform,
        DataUseRules.Service_tasks_fit_their_operation,
        DataUseRules.Send_and_receive_tasks_fit_their_message,
        DataUseRules.Bindings_fit_their_operation,
        DataUseRules.Loop_items_are_one_of_the_collection,
        DataUseRules.Events_have_data_for_each_trigger,

        ExecutionRules.Jobs_have_a_type,
        ExecutionRules.Inline_steps_are_known,
        ExecutionRules.Scripts_have_a_result,
        ExecutionRules.Decisions_are_complete,
        ExecutionRules.Calls_name_a_process,
        ExecutionRules.Version_tags_are_given,
        ExecutionRules.Mappings_are_complete,
        ExecutionRules.Tasks_reach_someone,
        ExecutionRules.Task_listeners_know_their_event,
        ExecutionRules.Process_listeners_are_not_run,
        ExecutionRules.Embedded_forms_are_not_shown,
        ExtensionRules.Elements_are_known,
        ExtensionRules.Extensions_are_read,
        ExtensionRules.Standard_settings_are_read,
        ReleaseRules.Forms_exist,
        ReleaseRules.Decisions_exist,
        ReleaseRules.Called_processes_exist,
        ReleaseRules.Texts_exist_in_both_languages,
    ];

    /// <summary>Checks a file that was read. The problems of reading come first; a file that could not be read has no others.</summary>
    public static ImmutableArray<Problem> Check(BpmnReading reading, CheckContext context)
    {
        if (ReferenceEquals(reading.Document, BpmnDocument.Empty))
        {
            return reading.Problems;
        }

        var run = new CheckRun(reading, context, reading.Resource);
        foreach (var rule in Rules)
        {
            rule(run);
        }

        return [.. reading.Problems, .. run.Problems()];
    }
}
