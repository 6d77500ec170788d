<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>Waiting: %Ln answer(s) come first</source>
        <translation>
            <numerusform>Waiting: %Ln answer comes first</numerusform>
            <numerusform>Waiting: %Ln answers come first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContextWords</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s)</source>
        <translation>
            <numerusform>about %Ln token</numerusform>
            <numerusform>about %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model first writes a summary of the %Ln oldest message(s) ({tokens} tokens). All of them stay in the chat.</source>
        <translation>
            <numerusform>The model first writes a summary of the %Ln oldest message ({tokens} tokens). It stays in the chat.</numerusform>
            <numerusform>The model first writes a summary of the %Ln oldest messages ({tokens} tokens). All of them stay in the chat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in the middle ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>%Ln message in the middle ({tokens} tokens) is left out. It stays in the chat.</numerusform>
            <numerusform>%Ln messages in the middle ({tokens} tokens) are left out. They stay in the chat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln oldest message(s) ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>The %Ln oldest message ({tokens} tokens) is left out. It stays in the chat.</numerusform>
            <numerusform>The %Ln oldest messages ({tokens} tokens) are left out. They stay in the chat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier messages left out</source>
        <translation>
            <numerusform>%Ln earlier message left out</numerusform>
            <numerusform>%Ln earlier messages left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message numerus="yes">
        <source>%Ln layer(s) of the model are on the GPU.</source>
        <translation>
            <numerusform>%Ln layer of the model is on the GPU.</numerusform>
            <numerusform>%Ln layers of the model are on the GPU.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileWords</name>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>After %Ln minute(s)</source>
        <translation>
            <numerusform>After %Ln minute</numerusform>
            <numerusform>After %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryWords</name>
    <message numerus="yes">
        <source>The model reads this instead of the %Ln oldest messages.</source>
        <translation>
            <numerusform>The model reads this instead of the %Ln oldest message.</numerusform>
            <numerusform>The model reads this instead of the %Ln oldest messages.</numerusform>
        </translation>
    </message>
</context>
</TS>
