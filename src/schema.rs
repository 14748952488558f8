//! Diesel's tables, one for each table of `migrations/`.

diesel::table! {
    jobs (id) {
        id -> BigInt,
        name -> Text,
        payload -> Text,
        priority -> Integer,
        run_at -> Timestamp,
        attempts -> Integer,
        claimed_until -> Nullable<Timestamp>,
        dead_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    job_ticks (name) {
        name -> Text,
        ran_at -> Timestamp,
    }
}

diesel::table! {
    letters (id) {
        id -> BigInt,
        about -> Text,
        to_address -> Text,
        to_name -> Text,
        subject -> Text,
        text_body -> Text,
        html_body -> Text,
        unsubscribe_url -> Nullable<Text>,
        message_id -> Text,
        state -> Text,
        attempts -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        server_said -> Nullable<Text>,
        payload -> Nullable<Text>,
        priority -> Integer,
        due_at -> Nullable<Timestamp>,
        claimed_by -> Nullable<BigInt>,
        domain -> Text,
        is_asked -> Bool,
        reader_now -> Nullable<Text>,
    }
}

diesel::table! {
    letter_senders (id) {
        id -> BigInt,
        alive_until -> BigInt,
    }
}

diesel::table! {
    letter_domains (domain) {
        domain -> Text,
        failures -> Integer,
        rests_until -> Timestamp,
        said -> Text,
    }
}

diesel::table! {
    letter_tries (id) {
        id -> BigInt,
        letter_id -> BigInt,
        at -> Timestamp,
        outcome -> Text,
        said -> Text,
    }
}

diesel::table! {
    quiet_addresses (id) {
        id -> BigInt,
        address -> Text,
        why -> Text,
        said -> Text,
        letter_id -> BigInt,
        subject -> Text,
        at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    file_leftovers (stored_as) {
        stored_as -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    files (id) {
        id -> BigInt,
        owner_id -> BigInt,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        stored_as -> Text,
        created_at -> Timestamp,
        digest -> Text,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Text,
        confirmed_at -> Nullable<Timestamp>,
        locked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Text,
        device -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    account_links (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        purpose -> Text,
        token_hash -> Text,
        email -> Text,
        next_path -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    providers (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        description -> Text,
        sector -> Text,
        funding -> Text,
        website -> Text,
        cqc_code -> Nullable<Text>,
        ods_code -> Nullable<Text>,
        logo_id -> Nullable<BigInt>,
        state -> Text,
        returned_because -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        verified_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    sites (id) {
        id -> BigInt,
        provider_id -> BigInt,
        name -> Text,
        address -> Text,
        town -> Text,
        postcode -> Text,
        region -> Text,
        latitude -> Double,
        longitude -> Double,
        sector -> Text,
        funding -> Text,
        cqc_code -> Nullable<Text>,
        ods_code -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    memberships (id) {
        id -> BigInt,
        provider_id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        created_at -> Timestamp,
        limited -> Bool,
    }
}

diesel::table! {
    membership_sites (membership_id, site_id) {
        membership_id -> BigInt,
        site_id -> BigInt,
    }
}

diesel::table! {
    claims (id) {
        id -> BigInt,
        provider_id -> BigInt,
        claim -> Text,
        state -> Text,
        figures -> Text,
        detail -> Text,
        source -> Text,
        stated_on -> Nullable<Date>,
        evidence -> Text,
        file_id -> Nullable<BigInt>,
        returned_because -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    provider_pictures (id) {
        id -> BigInt,
        provider_id -> BigInt,
        file_id -> BigInt,
        position -> Integer,
        alt -> Text,
        caption -> Text,
        width -> Integer,
        height -> Integer,
        created_at -> Timestamp,
    }
}

diesel::table! {
    provider_partnerships (id) {
        id -> BigInt,
        provider_id -> BigInt,
        partner -> Text,
        what -> Text,
        since_on -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    staff_stories (id) {
        id -> BigInt,
        provider_id -> BigInt,
        story_id -> BigInt,
        state -> Text,
        title -> Text,
        words -> Text,
        shown_name -> Text,
        shown_role -> Text,
        consent_how -> Text,
        consent_by -> Text,
        consent_at -> Nullable<Timestamp>,
        returned_because -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    provider_deeds (id) {
        id -> BigInt,
        provider_id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        name -> Text,
        deed -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<BigInt>,
        label -> Text,
        words -> Text,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        provider_id -> BigInt,
        email -> Text,
        role -> Text,
        token_hash -> Text,
        invited_by -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        limited -> Bool,
    }
}

diesel::table! {
    invitation_sites (invitation_id, site_id) {
        invitation_id -> BigInt,
        site_id -> BigInt,
    }
}

diesel::table! {
    listings (id) {
        id -> BigInt,
        provider_id -> BigInt,
        kind -> Text,
        state -> Text,
        version -> Integer,
        title -> Text,
        summary -> Text,
        description -> Text,
        internal_reference -> Text,
        profession -> Text,
        contract -> Text,
        funding -> Text,
        starts_on -> Nullable<Date>,
        closes_on -> Nullable<Date>,
        closes_at -> Nullable<Timestamp>,
        decide_by -> Nullable<Date>,
        contact_name -> Text,
        contact_email -> Text,
        contact_phone -> Text,
        wants_cv -> Bool,
        wants_statement -> Bool,
        blind -> Bool,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        closed_because -> Nullable<Text>,
        returned_because -> Nullable<Text>,
        suspended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    listing_terms (listing_id) {
        listing_id -> BigInt,
        pay_period -> Nullable<Text>,
        pay_min_pence -> Nullable<BigInt>,
        pay_max_pence -> Nullable<BigInt>,
        pay_note -> Text,
        comparable_band -> Nullable<Text>,
        hours_per_week -> Nullable<Double>,
        pension -> Nullable<Text>,
        annual_leave_days -> Nullable<Integer>,
        sick_pay -> Nullable<Text>,
        recognises_nhs_service -> Nullable<Bool>,
        visa_sponsorship -> Nullable<Bool>,
        ltft_welcome -> Nullable<Bool>,
        dbs_level -> Nullable<Text>,
    }
}

diesel::table! {
    listing_tags (listing_id, tag_group, code) {
        listing_id -> BigInt,
        tag_group -> Text,
        code -> Text,
    }
}

diesel::table! {
    listing_sites (listing_id, site_id) {
        listing_id -> BigInt,
        site_id -> BigInt,
        position -> Integer,
    }
}

diesel::table! {
    listing_edits (listing_id) {
        listing_id -> BigInt,
        state -> Text,
        version -> Integer,
        body -> Text,
        created_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        returned_because -> Nullable<Text>,
    }
}

diesel::table! {
    listing_intakes (listing_id) {
        listing_id -> BigInt,
        cap -> Nullable<Integer>,
        begun -> BigInt,
        taken -> BigInt,
    }
}

diesel::table! {
    listing_readers (listing_id, account_id) {
        listing_id -> BigInt,
        account_id -> BigInt,
    }
}

diesel::table! {
    listing_schedules (listing_id) {
        listing_id -> BigInt,
        publish_on -> Date,
        approved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    listing_templates (id) {
        id -> BigInt,
        provider_id -> BigInt,
        name -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    listing_questions (id) {
        id -> BigInt,
        listing_id -> BigInt,
        position -> Integer,
        kind -> Text,
        prompt -> Text,
        required -> Bool,
        choices -> Text,
        longest -> Integer,
    }
}

diesel::table! {
    listing_criteria (id) {
        id -> BigInt,
        listing_id -> BigInt,
        position -> Integer,
        need -> Text,
        words -> Text,
    }
}

diesel::table! {
    placement_details (listing_id) {
        listing_id -> BigInt,
        nhs_partner -> Text,
        lead_employer -> Text,
        training_office -> Nullable<Text>,
        programme -> Text,
        ends_on -> Nullable<Date>,
        capacity -> Nullable<Integer>,
        wte_percent -> Nullable<Integer>,
        supervisor_name -> Text,
        supervisor_gmc -> Text,
        supervised_by_recognised -> Nullable<Bool>,
        supervision_note -> Text,
        open_to_every_level -> Nullable<Bool>,
        levels_note -> Text,
        indemnity_in_place -> Nullable<Bool>,
        indemnity_basis -> Text,
        nhs_funded_share -> Nullable<Integer>,
        site_approval -> Text,
        timetable -> Text,
        on_call -> Text,
        lists_per_week -> Nullable<Double>,
        procedures -> Text,
        case_mix -> Text,
    }
}

diesel::table! {
    listing_amendments (id) {
        id -> BigInt,
        listing_id -> BigInt,
        at -> Timestamp,
        changes -> Text,
        material -> Bool,
        told_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    listing_changes (id) {
        id -> BigInt,
        listing_id -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    saved_listings (account_id, listing_id) {
        account_id -> BigInt,
        listing_id -> BigInt,
        saved_at -> Timestamp,
        note -> Text,
    }
}

diesel::table! {
    listing_reminders (listing_id, closes_at) {
        listing_id -> BigInt,
        closes_at -> Timestamp,
        reminded_at -> Timestamp,
    }
}

diesel::table! {
    answer_reminders (listing_id, decide_by, is_late) {
        listing_id -> BigInt,
        decide_by -> Date,
        is_late -> Bool,
        at -> Timestamp,
    }
}

diesel::table! {
    audit_lines (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        actor_name -> Text,
        act -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        subject_label -> Text,
        note -> Text,
    }
}

diesel::table! {
    listing_sketches (listing_id) {
        listing_id -> BigInt,
        sketch -> Text,
    }
}

diesel::table! {
    listing_sketch_bands (band, listing_id) {
        band -> BigInt,
        listing_id -> BigInt,
    }
}

diesel::table! {
    listing_twins (listing_id, twin_id) {
        listing_id -> BigInt,
        twin_id -> BigInt,
        percent -> Integer,
    }
}

diesel::table! {
    review_messages (id) {
        id -> BigInt,
        thread_id -> BigInt,
        from_desk -> Bool,
        author_id -> Nullable<BigInt>,
        author_name -> Text,
        words -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    review_threads (id) {
        id -> BigInt,
        provider_id -> BigInt,
        listing_id -> Nullable<BigInt>,
        waits_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    suspensions (id) {
        id -> BigInt,
        provider_id -> BigInt,
        listing_id -> Nullable<BigInt>,
        state -> Text,
        because -> Text,
        was -> Nullable<Text>,
        hidden_until -> Nullable<Timestamp>,
        shown_again_at -> Nullable<Timestamp>,
        proposed_by -> Nullable<BigInt>,
        proposed_name -> Text,
        proposed_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_name -> Text,
        decided_at -> Nullable<Timestamp>,
        appeal -> Nullable<Text>,
        appealed_name -> Text,
        appealed_at -> Nullable<Timestamp>,
        settled_by -> Nullable<BigInt>,
        settled_name -> Text,
        settled_at -> Nullable<Timestamp>,
        verdict -> Nullable<Text>,
    }
}

diesel::table! {
    review_holds (kind, item_id) {
        kind -> Text,
        item_id -> BigInt,
        account_id -> BigInt,
        account_name -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    reports (id) {
        id -> BigInt,
        listing_id -> BigInt,
        reason -> Text,
        words -> Text,
        email -> Nullable<Text>,
        state -> Text,
        created_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    applications (id) {
        id -> BigInt,
        listing_id -> BigInt,
        candidate_id -> BigInt,
        state -> Text,
        name -> Text,
        email -> Text,
        phone -> Text,
        registration -> Text,
        statement -> Text,
        cv_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        reason_words -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        revealed_at -> Nullable<Timestamp>,
        listing_version -> Integer,
        sends_profile -> Bool,
        source -> Nullable<Text>,
    }
}

diesel::table! {
    application_answers (application_id, question_id) {
        application_id -> BigInt,
        question_id -> BigInt,
        answer -> Text,
    }
}

diesel::table! {
    application_documents (application_id, question_id) {
        application_id -> BigInt,
        question_id -> BigInt,
        file_id -> BigInt,
    }
}

diesel::table! {
    equality_sets (provider_id, first_month) {
        provider_id -> BigInt,
        first_month -> Date,
        last_month -> Date,
        people -> Integer,
    }
}

diesel::table! {
    equality_counts (provider_id, first_month, question, answer) {
        provider_id -> BigInt,
        first_month -> Date,
        question -> Text,
        answer -> Text,
        people -> Integer,
    }
}

diesel::table! {
    equality_asked (application_id) {
        application_id -> BigInt,
    }
}

diesel::table! {
    kept_forms (token_hash) {
        token_hash -> Text,
        application_id -> BigInt,
        step -> Text,
        body -> Text,
        kept_at -> Timestamp,
    }
}

diesel::table! {
    application_events (id) {
        id -> BigInt,
        application_id -> BigInt,
        state -> Text,
        note -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    application_notes (id) {
        id -> BigInt,
        application_id -> BigInt,
        author_id -> Nullable<BigInt>,
        words -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    application_messages (id) {
        id -> BigInt,
        application_id -> BigInt,
        side -> Text,
        author_id -> Nullable<BigInt>,
        number -> BigInt,
        words -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    application_message_reads (application_id, account_id) {
        application_id -> BigInt,
        account_id -> BigInt,
        seen_id -> BigInt,
    }
}

diesel::table! {
    interviews (id) {
        id -> BigInt,
        listing_id -> BigInt,
        title -> Text,
        manner -> Text,
        place -> Text,
        words -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    interview_panel (interview_id, position) {
        interview_id -> BigInt,
        position -> Integer,
        account_id -> Nullable<BigInt>,
        name -> Text,
    }
}

diesel::table! {
    interview_slots (id) {
        id -> BigInt,
        interview_id -> BigInt,
        starts_at -> Timestamp,
        minutes -> Integer,
    }
}

diesel::table! {
    interview_invitations (id) {
        id -> BigInt,
        interview_id -> BigInt,
        application_id -> BigInt,
        slot_id -> Nullable<BigInt>,
        state -> Text,
        sequence -> Integer,
        invited_at -> Timestamp,
        updated_at -> Timestamp,
        reminded -> Bool,
        was_at -> Nullable<Timestamp>,
        was_minutes -> Integer,
    }
}

diesel::table! {
    application_promises (application_id) {
        application_id -> BigInt,
        hear_by -> Date,
        told_at -> Timestamp,
    }
}

diesel::table! {
    offers (id) {
        id -> BigInt,
        application_id -> BigInt,
        state -> Text,
        starts_on -> Nullable<Date>,
        pay -> Text,
        words -> Text,
        expires_on -> Nullable<Date>,
        expires_at -> Nullable<Timestamp>,
        reminded -> Bool,
        made_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        reason_words -> Text,
    }
}

diesel::table! {
    offer_conditions (offer_id, position) {
        offer_id -> BigInt,
        position -> Integer,
        code -> Nullable<Text>,
        words -> Text,
    }
}

diesel::table! {
    application_note_mentions (note_id, account_id) {
        note_id -> BigInt,
        account_id -> BigInt,
    }
}

diesel::table! {
    application_scores (application_id, criterion_id, account_id) {
        application_id -> BigInt,
        criterion_id -> BigInt,
        account_id -> BigInt,
        score -> Integer,
        at -> Timestamp,
    }
}

diesel::table! {
    alerts (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        email -> Text,
        label -> Text,
        search -> Text,
        frequency -> Text,
        state -> Text,
        confirm_hash -> Nullable<Text>,
        manage_key -> Text,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        wrote_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        hour -> Integer,
        weekday -> Integer,
        paused_until -> Nullable<Date>,
        from_news -> Nullable<BigInt>,
        kept_at -> Nullable<Timestamp>,
        asked_at -> Nullable<Timestamp>,
        left_because -> Nullable<Text>,
    }
}

diesel::table! {
    alert_news (seq) {
        seq -> BigInt,
        listing_id -> BigInt,
        changed -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    alert_clock (id) {
        id -> BigInt,
        seq -> BigInt,
    }
}

diesel::table! {
    alert_slots (slot) {
        slot -> Text,
        told_to -> BigInt,
        run_key -> Text,
        running_to -> BigInt,
        after_email -> Text,
        started_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        looked_at -> BigInt,
        letters -> BigInt,
        advanced_at -> Timestamp,
    }
}

diesel::table! {
    settings (id) {
        id -> BigInt,
        name -> Text,
        value -> Nullable<Text>,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Text,
    }
}

diesel::table! {
    daily_totals (day, figure) {
        day -> Date,
        figure -> Text,
        number -> BigInt,
    }
}

diesel::table! {
    letter_words (id) {
        id -> BigInt,
        about -> Text,
        subject -> Text,
        opening -> Text,
        closing -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Text,
    }
}

diesel::table! {
    review_waits (id) {
        id -> BigInt,
        day -> Date,
        minutes -> BigInt,
        is_in_time -> Bool,
    }
}

diesel::table! {
    synonym_groups (id) {
        id -> BigInt,
        words -> Text,
        finds -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    code_changes (id) {
        id -> BigInt,
        list_name -> Text,
        code -> Text,
        words -> Text,
        is_added -> Bool,
        retired_at -> Nullable<Timestamp>,
        version -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    code_orders (id) {
        id -> BigInt,
        list_name -> Text,
        codes -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    profiles (account_id) {
        account_id -> BigInt,
        name -> Text,
        phone -> Text,
        reach -> Text,
        profession -> Text,
        grade -> Text,
        stage -> Text,
        right_to_work -> Text,
        work_until -> Nullable<Date>,
        available_on -> Nullable<Date>,
        notice_weeks -> Nullable<Integer>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    profile_tags (account_id, tag_group, code) {
        account_id -> BigInt,
        tag_group -> Text,
        code -> Text,
    }
}

diesel::table! {
    profile_skips (account_id, part) {
        account_id -> BigInt,
        part -> Text,
    }
}

diesel::table! {
    profile_registrations (id) {
        id -> BigInt,
        account_id -> BigInt,
        body -> Text,
        number -> Text,
    }
}

diesel::table! {
    profile_qualifications (id) {
        id -> BigInt,
        account_id -> BigInt,
        title -> Text,
        institution -> Text,
        result -> Text,
        awarded -> Integer,
    }
}

diesel::table! {
    profile_employments (id) {
        id -> BigInt,
        account_id -> BigInt,
        title -> Text,
        employer -> Text,
        started -> Date,
        ended -> Nullable<Date>,
        duties -> Text,
        leaving -> Text,
    }
}

diesel::table! {
    profile_breaks (id) {
        id -> BigInt,
        account_id -> BigInt,
        started -> Date,
        ended -> Nullable<Date>,
        explanation -> Text,
    }
}

diesel::table! {
    profile_training (id) {
        id -> BigInt,
        account_id -> BigInt,
        skill -> Text,
        title -> Text,
        completed_on -> Date,
        expires_on -> Nullable<Date>,
    }
}

diesel::table! {
    profile_referees (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        title -> Text,
        organisation -> Text,
        relation -> Text,
        email -> Text,
        phone -> Text,
    }
}

diesel::table! {
    profile_places (id) {
        id -> BigInt,
        account_id -> BigInt,
        place -> Text,
        label -> Text,
        miles -> Nullable<Integer>,
    }
}

diesel::table! {
    profile_cvs (id) {
        id -> BigInt,
        account_id -> BigInt,
        file_id -> BigInt,
        label -> Text,
        is_preferred -> Bool,
    }
}

diesel::table! {
    application_profiles (application_id) {
        application_id -> BigInt,
        body -> Text,
    }
}

diesel::table! {
    application_exports (id) {
        id -> BigInt,
        provider_id -> BigInt,
        listing_id -> Nullable<BigInt>,
        account_id -> BigInt,
        kind -> Text,
        state -> Text,
        done -> Integer,
        total -> Integer,
        file_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        of_state -> Nullable<Text>,
        words -> Text,
        sites -> Nullable<Text>,
    }
}

diesel::table! {
    provider_looks (provider_id, day, source) {
        provider_id -> BigInt,
        day -> Date,
        source -> Text,
        looks -> Integer,
    }
}

diesel::table! {
    listing_days (listing_id, day) {
        listing_id -> BigInt,
        day -> Date,
        provider_id -> BigInt,
        looks -> Integer,
    }
}

diesel::table! {
    listing_looks (listing_id, day, source) {
        listing_id -> BigInt,
        day -> Date,
        source -> Text,
        provider_id -> BigInt,
        looks -> Integer,
    }
}

diesel::table! {
    imports (id) {
        id -> BigInt,
        provider_id -> BigInt,
        account_id -> BigInt,
        file_name -> Text,
        state -> Text,
        kind -> Text,
        headers -> Text,
        fields -> Text,
        takes -> Text,
        submits -> Bool,
        total -> Integer,
        done -> Integer,
        reached -> Integer,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_rows (import_id, line) {
        import_id -> BigInt,
        line -> Integer,
        cells -> Text,
        reference -> Text,
        verdict -> Nullable<Text>,
        title -> Text,
        faults -> Text,
        lacks -> Text,
        became -> Nullable<Text>,
        listing_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_references (provider_id, reference) {
        provider_id -> BigInt,
        reference -> Text,
        listing_id -> BigInt,
        fingerprint -> Text,
    }
}

diesel::table! {
    import_columns (provider_id, header) {
        provider_id -> BigInt,
        header -> Text,
        field -> Text,
    }
}

diesel::table! {
    passport_items (id) {
        id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        level -> Text,
        words -> Text,
        issued_on -> Date,
        expires_on -> Nullable<Date>,
        file_id -> Nullable<BigInt>,
        version -> Integer,
        warned_weeks -> Nullable<Integer>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    passport_shares (application_id, item_id) {
        application_id -> BigInt,
        item_id -> BigInt,
        shared_at -> Timestamp,
    }
}

diesel::table! {
    passport_marks (application_id, item_id, version) {
        application_id -> BigInt,
        item_id -> BigInt,
        version -> Integer,
        verdict -> Text,
        reason -> Text,
        marked_by -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    passport_log (id) {
        id -> BigInt,
        account_id -> BigInt,
        act -> Text,
        items -> Text,
        who -> Text,
        provider -> Text,
        listing -> Text,
        at -> Timestamp,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(account_links -> accounts (account_id));
diesel::joinable!(providers -> files (logo_id));
diesel::joinable!(sites -> providers (provider_id));
diesel::joinable!(memberships -> providers (provider_id));
diesel::joinable!(memberships -> accounts (account_id));
diesel::joinable!(membership_sites -> memberships (membership_id));
diesel::joinable!(membership_sites -> sites (site_id));
diesel::joinable!(claims -> providers (provider_id));
diesel::joinable!(claims -> files (file_id));
diesel::joinable!(provider_pictures -> providers (provider_id));
diesel::joinable!(provider_pictures -> files (file_id));
diesel::joinable!(provider_partnerships -> providers (provider_id));
diesel::joinable!(staff_stories -> providers (provider_id));
diesel::joinable!(invitations -> providers (provider_id));
diesel::joinable!(invitations -> accounts (invited_by));
diesel::joinable!(invitation_sites -> invitations (invitation_id));
diesel::joinable!(invitation_sites -> sites (site_id));
diesel::joinable!(listings -> providers (provider_id));
diesel::joinable!(listings -> accounts (created_by));
diesel::joinable!(listing_terms -> listings (listing_id));
diesel::joinable!(listing_tags -> listings (listing_id));
diesel::joinable!(listing_sites -> listings (listing_id));
diesel::joinable!(listing_sites -> sites (site_id));
diesel::joinable!(listing_amendments -> listings (listing_id));
diesel::joinable!(listing_edits -> listings (listing_id));
diesel::joinable!(listing_intakes -> listings (listing_id));
diesel::joinable!(listing_readers -> listings (listing_id));
diesel::joinable!(listing_schedules -> listings (listing_id));
diesel::joinable!(listing_templates -> providers (provider_id));
diesel::joinable!(listing_questions -> listings (listing_id));
diesel::joinable!(listing_criteria -> listings (listing_id));
diesel::joinable!(placement_details -> listings (listing_id));
diesel::joinable!(saved_listings -> accounts (account_id));
diesel::joinable!(saved_listings -> listings (listing_id));
diesel::joinable!(answer_reminders -> listings (listing_id));
diesel::joinable!(listing_reminders -> listings (listing_id));
diesel::joinable!(reports -> listings (listing_id));
diesel::joinable!(applications -> listings (listing_id));
diesel::joinable!(applications -> accounts (candidate_id));
diesel::joinable!(applications -> files (cv_id));
diesel::joinable!(application_answers -> applications (application_id));
diesel::joinable!(application_answers -> listing_questions (question_id));
diesel::joinable!(application_documents -> applications (application_id));
diesel::joinable!(application_documents -> listing_questions (question_id));
diesel::joinable!(application_documents -> files (file_id));
diesel::joinable!(kept_forms -> applications (application_id));
diesel::joinable!(application_events -> applications (application_id));
diesel::joinable!(application_messages -> applications (application_id));
diesel::joinable!(application_messages -> accounts (author_id));
diesel::joinable!(application_message_reads -> applications (application_id));
diesel::joinable!(interviews -> listings (listing_id));
diesel::joinable!(interview_panel -> interviews (interview_id));
diesel::joinable!(interview_slots -> interviews (interview_id));
diesel::joinable!(interview_invitations -> interviews (interview_id));
diesel::joinable!(interview_invitations -> applications (application_id));
diesel::joinable!(interview_invitations -> interview_slots (slot_id));
diesel::joinable!(application_promises -> applications (application_id));
diesel::joinable!(offers -> applications (application_id));
diesel::joinable!(offer_conditions -> offers (offer_id));
diesel::joinable!(application_notes -> applications (application_id));
diesel::joinable!(application_notes -> accounts (author_id));
diesel::joinable!(application_note_mentions -> application_notes (note_id));
diesel::joinable!(application_note_mentions -> accounts (account_id));
diesel::joinable!(application_scores -> applications (application_id));
diesel::joinable!(application_scores -> listing_criteria (criterion_id));
diesel::joinable!(application_scores -> accounts (account_id));
diesel::joinable!(alerts -> accounts (account_id));
diesel::joinable!(alert_news -> listings (listing_id));
diesel::joinable!(application_profiles -> applications (application_id));
diesel::joinable!(profile_cvs -> files (file_id));
diesel::joinable!(application_exports -> files (file_id));
diesel::joinable!(passport_items -> accounts (account_id));
diesel::joinable!(passport_items -> files (file_id));
diesel::joinable!(passport_shares -> passport_items (item_id));
diesel::joinable!(passport_shares -> applications (application_id));

diesel::allow_tables_to_appear_in_same_query!(
    jobs,
    job_ticks,
    letters,
    letter_tries,
    letter_domains,
    letter_senders,
    file_leftovers,
    files,
    accounts,
    sessions,
    account_links,
    providers,
    sites,
    memberships,
    membership_sites,
    claims,
    provider_pictures,
    provider_partnerships,
    provider_deeds,
    staff_stories,
    invitations,
    invitation_sites,
    listings,
    listing_terms,
    listing_tags,
    listing_sites,
    listing_edits,
    listing_intakes,
    listing_readers,
    listing_schedules,
    listing_templates,
    listing_questions,
    listing_criteria,
    placement_details,
    listing_amendments,
    quiet_addresses,
    listing_changes,
    saved_listings,
    answer_reminders,
    listing_reminders,
    audit_lines,
    reports,
    listing_sketches,
    listing_sketch_bands,
    listing_twins,
    review_holds,
    suspensions,
    review_messages,
    review_threads,
    applications,
    application_answers,
    application_documents,
    kept_forms,
    equality_sets,
    equality_counts,
    equality_asked,
    application_events,
    application_messages,
    application_message_reads,
    interviews,
    interview_panel,
    interview_slots,
    interview_invitations,
    application_promises,
    offers,
    offer_conditions,
    application_notes,
    application_note_mentions,
    application_scores,
    alerts,
    alert_news,
    alert_clock,
    alert_slots,
    daily_totals,
    review_waits,
    synonym_groups,
    settings,
    letter_words,
    code_changes,
    code_orders,
    profiles,
    profile_tags,
    profile_skips,
    profile_registrations,
    profile_qualifications,
    profile_employments,
    profile_breaks,
    profile_training,
    profile_referees,
    profile_places,
    profile_cvs,
    application_profiles,
    application_exports,
    listing_looks,
    listing_days,
    provider_looks,
    imports,
    import_rows,
    import_references,
    import_columns,
    passport_items,
    passport_shares,
    passport_marks,
    passport_log,
);
